"""Megabytes of text a second on one core: citations alone, all of reading, and eyecite on the same letters when it is installed.

eyecite (pip install eyecite) finds citations of American law; it is the best known extractor of its kind, and a measure of speed only.
"""

import gc
import importlib.util
import time
from collections.abc import Callable

from crawler.reading import LawContext, citations, read
from crawler.reading.context import context_of
from crawler.reading.reference import FORMS
from crawler.reading.text import Text
from tests.accuracy.score import HERE
from tests.bench import in_turn

ROUNDS = 7
CONTEXT = LawContext()


def main() -> None:
    letters = [file.read_text(encoding="utf-8") for file in sorted(HERE.glob("*/**/*.txt"))]
    size = sum(len(letter.encode()) for letter in letters)
    forms = tuple(FORMS)

    def rate(each: Callable[[str], object]) -> Callable[[], float]:
        def run() -> float:
            start = time.process_time()
            for letter in letters:
                each(letter)
            return size / (time.process_time() - start) / 1e6

        return run

    def cited(letter: str) -> object:
        text = Text(letter)
        return citations.find(text, context_of(text, CONTEXT))

    runs = {"citations": rate(cited), "reading": rate(lambda letter: read(letter, forms=forms, law=CONTEXT))}
    if importlib.util.find_spec("eyecite"):
        from eyecite import get_citations

        runs["eyecite"] = rate(get_citations)
    gc.collect()
    gc.freeze()  # what one of them has imported is no work of the other's
    rates = in_turn(ROUNDS, **runs)
    print(f"{len(letters)} letters of {size / len(letters):.0f} bytes on average, medians of {ROUNDS} rounds, time of one core")
    print(f"citations                {rates['citations']:7.2f} MB/s")
    print(f"all of reading           {rates['reading']:7.2f} MB/s")
    if "eyecite" in rates:
        print(f"eyecite, its default     {rates['eyecite']:7.2f} MB/s")
        print(f"ratio, citations         {rates['citations'] / rates['eyecite']:7.2f}")
    else:
        print("eyecite is not installed: pip install eyecite")


if __name__ == "__main__":
    main()
