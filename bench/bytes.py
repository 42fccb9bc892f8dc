"""What pages weigh on a metered line: `python -m bench.bytes`. Exit 1 if a budget is broken.

Bytes as sent with gzip, status line and headers included. "Cold" is a browser that has nothing
yet: the page and everything it loads. "Warm" has the style sheet and the script: the page alone.
"""

import re
import sys
from collections.abc import Callable

from bench.scene import Ask, Got, answerer, case_with, fresh_site, guide_pages, new_case

KB = 1024
FIRST_PAGE, FIRST_REQUESTS, STEP = 24 * KB, 3, 8 * KB
LOADED = re.compile(r'<(?:link|script|img|iframe)\b[^>]*?\b(?:href|src)="(?!data:)([^"]+)"')


def weight(got: Got) -> int:
    """Bytes of an answer as HTTP/1.1 writes it."""
    lines = [f"{name}: {value}" for name, value in got.headers.items()]
    return len("\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode()) + len(got.body)


def loads(html: str) -> list[str]:
    """Every address that a browser fetches by itself, each once."""
    return list(dict.fromkeys(LOADED.findall(html)))


def weigh(answer: Callable[[Ask], Got], ask: Ask) -> tuple[int, int, int]:
    """Warm bytes, cold bytes, cold requests. Refuses other hosts and answers other than 200."""
    import gzip

    page = answer(ask)
    if page.status != 200:
        raise RuntimeError(f"{ask.path}: {page.status}")
    html = gzip.decompress(page.body).decode()
    parts = [Ask(address) for address in loads(html)]
    if foreign := [part.path for part in parts if not part.path.startswith("/")]:
        raise RuntimeError(f"{ask.path} loads from elsewhere: {foreign}")
    return (
        weight(page),
        weight(page) + sum(weight(answer(part)) for part in parts),
        1 + len(parts),
    )


def pages() -> dict[str, Ask]:
    """What is weighed, by name; the steps of the guide apart."""
    case, cookie = case_with(3)
    fresh, fresh_cookie = new_case()
    return {
        "home": Ask("/"),
        "door": Ask("/door/"),
        "quick form, new case": Ask(f"{fresh}visits/new/", fresh_cookie),
        "quick form, third visit": Ask(f"{case}visits/new/", cookie),
        "overview, 3 visits": Ask(case, cookie),
        "record, 3 visits": Ask(f"{case}record/", cookie),
        "channels": Ask("/channels/"),
        "law": Ask("/law/"),
    }


def main() -> int:
    """Print the table and whether the budgets hold."""
    broken = []
    with fresh_site():
        answer, asks, guide = answerer(), pages(), guide_pages()
        print(f"{'page':34}{'warm':>8}{'cold':>8}  requests")
        rows = asks | {f"guide: {key}": ask for key, ask in guide.items()}
        for name, ask in rows.items():
            warm, cold, requests = weigh(answer, ask)
            print(f"{name:34}{warm / KB:7.1f}k{cold / KB:7.1f}k{requests:6}")
            if name == "home" and (cold > FIRST_PAGE or requests > FIRST_REQUESTS):
                broken.append(name)
            if name.startswith("guide: ") and warm > STEP:
                broken.append(name)
    print(f"first page ≤ 24 KB in ≤ 3 requests, guide pages ≤ 8 KB: {broken or 'kept'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
