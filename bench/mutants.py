"""The mutation score of the law content: how many seeded mutants the tests notice, and who."""

import sys
import time
from collections import Counter

from borrower_guide.law.content import load_library
from tests.law.killing import NOBODY, killer
from tests.law.mutants import mutants


def main() -> int:
    """Print the score and every survivor; 1 if there is one."""
    started, library = time.perf_counter(), load_library()
    found = {str(mutant): killer(mutant, library) for mutant in mutants(library)}
    survivors = [name for name, who in found.items() if who == NOBODY]
    print(f"{len(found)} mutants, {len(found) - len(survivors)} killed, ", end="")
    print(f"{1 - len(survivors) / len(found):.2%}, {time.perf_counter() - started:.0f} s")
    for who, number in Counter(found.values()).most_common():
        print(f"  {number:6} {who}")
    print(*survivors, sep="\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
