"""What memory an upload takes: `python -m bench.uploads`. Exit 1 if it is not flat.

Real workers, as `make run` starts them. A film of 50 MB is sent, which is refused on its page, then
three of 16 MB, which are kept, all in pieces and none of it whole anywhere. What a worker holds
most (its resident set, told by Linux) is compared with what it held most for one of 100 kB.
"""

import argparse
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.scene import TOKEN, Ask, case_with, fresh_site
from bench.web import served

MB, MOST_MORE = 1024 * 1024, 10.0
PIECE = b"x" * 65_536
HEAD = b"\0\0\0\x20ftypisom"  # a film, so that no picture is made smaller
CLEAR_PEAK = "5"  # of /proc/…/clear_refs


def multipart(size: int) -> tuple[bytes, int, bytes]:
    """What stands before a file of so many bytes, the length of all, and what stands after it."""

    def part(name: str, value: str, more: str = "") -> bytes:
        head = f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}'
        return head.encode()

    before = part("csrfmiddlewaretoken", TOKEN) + b"\r\n" + part("writer", "owner") + b"\r\n"
    before += part("file", "", '; filename="f.mp4"') + HEAD
    after = b"\r\n" + part("whole", "1") + b"\r\n--b--\r\n"
    return before, len(before) + size - len(HEAD) + len(after), after


def send(address: tuple[str, int], ask: Ask, size: int) -> int:
    """Send a film of `size` bytes; the status of the answer."""
    before, length, after = multipart(size)
    head = (
        f"POST {ask.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {ask.cookie}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: {length}\r\nConnection: close\r\n\r\n"
    ).encode()
    with socket.create_connection(address, timeout=120) as line:
        line.sendall(head + before)
        for piece in pieces(size - len(HEAD)):
            line.sendall(piece)
        line.sendall(after)
        answer = b""
        while got := line.recv(65_536):
            answer += got
    return int(answer.split(b" ", 2)[1])


def pieces(size: int) -> Iterator[bytes]:
    """So many bytes."""
    while size > 0:
        yield PIECE[:size]
        size -= len(PIECE)


def workers(port: int) -> list[Path]:
    """The directories in /proc of the server on this port and of its workers."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            environ = (one / "environ").read_bytes()
        except OSError:
            continue
        if f"PORT={port}\0".encode() in environ and b"gunicorn" in (one / "cmdline").read_bytes():
            found.append(one)
    return found


def peak(processes: list[Path]) -> float:
    """MB that one of them held most, since it was last asked."""
    told = [(one / "status").read_text() for one in processes]
    for one in processes:
        (one / "clear_refs").write_text(CLEAR_PEAK)
    return max(int(text.partition("VmHWM:")[2].split()[0]) for text in told) / 1024


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=50, help="MB, refused")
    parser.add_argument("--kept", type=int, default=16, help="MB, three times")
    given = parser.parse_args()
    with fresh_site() as data:
        case, cookie = case_with(1)
        ask = Ask(f"{case}exhibits/new/", cookie)
        with served(data) as address:
            processes = workers(address[1])
            statuses = [send(address, ask, 100_000) for _ in range(24)]  # each worker some
            peak(processes)
            statuses += [send(address, ask, 100_000) for _ in range(8)]
            least = peak(processes)
            refused = send(address, ask, given.large * MB)
            large = peak(processes)
            statuses += [send(address, ask, given.kept * MB) for _ in range(3)]
            kept = peak(processes)
    rows = {"100 kB": least, f"{given.large} MB": large, f"3 × {given.kept} MB": kept}
    for name, most in rows.items():
        print(f"  {name:12}{most:8.1f} MB held most, {most - least:+6.1f}")
    right = refused == 422 and set(statuses) == {302}
    good = right and max(large, kept) - least <= MOST_MORE
    print(f"  answers {refused}, {sorted(set(statuses))}: {'flat' if good else 'MISSED'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
