"""The mutation score of the law content: how many seeded mutants the tests notice, and who."""

import sys
import time
from collections import Counter

from borrower_guide.law.content import load_library
from tests.law.killing import EQUIVALENT, NOBODY, killer
from tests.law.mutants import mutants


def main() -> int:
    """Print the score, who noticed what, and every survivor; 1 if one was to be noticed."""
    started, library = time.perf_counter(), load_library()
    found = {str(mutant): killer(mutant, library) for mutant in mutants(library)}
    told = {name: who for name, who in found.items() if name not in EQUIVALENT}
    survivors = [name for name, who in told.items() if who == NOBODY]
    print(f"{len(told)} mutants, {len(told) - len(survivors)} killed, ", end="")
    print(f"{1 - len(survivors) / len(told):.2%}, {time.perf_counter() - started:.0f} s")
    numbers = Counter((name.split()[0], who) for name, who in told.items())
    for (kind, who), number in sorted(numbers.items()):
        print(f"  {kind:10} {number:6} noticed first by {who}")
    for name, reason in EQUIVALENT.items():
        print(f"  says the same: {name}: {reason}")
    print(*survivors, sep="\n", end="")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
