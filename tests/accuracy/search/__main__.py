from tests.accuracy.search import main

main()
