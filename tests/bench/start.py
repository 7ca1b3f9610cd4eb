"""Seconds for `foi --help` and `foi search` on a built index, as whole processes, beside Python doing nothing."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crawler.sample import SampleServer, SampleSite
from tests.bench import in_turn

ROOT = Path(__file__).parents[2]


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        data = str(Path(scratch, "data"))
        foi = [sys.executable, "-m", "search_cli", "--data", data]
        with SampleServer(SampleSite()) as server:
            sources = ["northmoor-police", "severnshire-police", "gwyrfai-police", "larchmoor-police"]
            subprocess.run([*foi, "crawl", *sources], cwd=ROOT, env={**os.environ, **server.environment}, capture_output=True, check=True)

        def seconds(command: list[str]) -> float:
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
            return time.perf_counter() - start

        medians = in_turn(
            9,
            python=lambda: seconds([sys.executable, "-c", "pass"]),
            help=lambda: seconds([*foi, "--help"]),
            search=lambda: seconds([*foi, "search", "exemption:31 police", "--format", "json"]),
        )
    print("medians of 9 rounds")
    for name, label in (("python", "python -c pass"), ("help", "foi --help"), ("search", "foi search on 77 disclosures")):
        print(f"{label:30} {medians[name]:.3f} s")


if __name__ == "__main__":
    main()
