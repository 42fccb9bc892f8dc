"""What the overview of a long case costs against hello-world: `python -m bench.cases`.

CPU in one process through the whole WSGI application. Warm: as long as nothing changes. Cold: the
first look after something did. What opens ciphertext is measured by itself and told apart. Exit 1
if the aim is missed.
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.scene import Ask, answerer, case_of, fresh_site

ENTRIES, ROUNDS, AIM = 300, 15, 12.0


def used(work: Callable[[], object], times: int) -> float:
    """Microseconds of CPU of one."""
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times * 1e6


def opening(ref: str, key: bytes) -> tuple[Callable[[], object], Callable[[], object]]:
    """Opening the ciphertexts that a cold page needs, and the one that a warm page needs."""
    from borrower_guide.cases.access.keys import unseal
    from borrower_guide.cases.models import Glance, SealedEntry

    entries = [
        (bytes(row.sealed), f"entry:{ref}:{row.entry_id}:{row.seq}")
        for row in SealedEntry.objects.filter(case=ref)
    ]
    row = Glance.objects.get(case=ref)
    kept = (bytes(row.sealed), f"glance:{ref}:{row.name}:{row.made_of}")
    return (
        lambda: [unseal(key, sealed, place) for sealed, place in entries],
        lambda: unseal(key, *kept),
    )


def main() -> int:
    """Print the table."""
    with fresh_site():
        from borrower_guide.cases.models import Glance

        answer = answerer()
        case, holding, cookie = case_of(ENTRIES)
        page, hello = Ask(case, cookie), Ask("/bench/hello/")

        def cold() -> Any:
            Glance.objects.all().delete()
            return answer(page)

        if (got := cold()).status != 200:
            raise RuntimeError(got.status)
        all_of_it, kept = opening(holding.ref, holding.key)
        work = {
            "hello-world": (lambda: answer(hello), 200),
            "warm": (lambda: answer(page), 50),
            "  of it opening the glance": (kept, 200),
            "cold": (cold, 1),
            "  of it opening the entries": (all_of_it, 5),
        }
        took: dict[str, list[float]] = {name: [] for name in work}
        for _ in range(ROUNDS):
            for name, (one, times) in work.items():
                took[name].append(used(one, times))
        first = took["hello-world"]
        print(f"Overview of a case of {ENTRIES} entries, {len(got.body)} B sent, CPU")
        ratios = {}
        for name, each in took.items():
            ratios[name] = median(one / hi for one, hi in zip(each, first, strict=True))
            print(f"  {name:30}{median(each):10.0f} µs {ratios[name]:8.2f} × hello-world")
    kept_aim = ratios["warm"] - ratios["  of it opening the glance"] <= AIM
    print(f"  warm ≤ {AIM:.0f} × and what opening costs: {'kept' if kept_aim else 'MISSED'}")
    return 0 if kept_aim else 1


if __name__ == "__main__":
    sys.exit(main())
