"""Load over loopback from one thread: a few open connections, each asking again at once.

Threaded workers keep a connection once they took it, and one of them may take most: so each is
renewed after a few answers.

A client in Python is easily slower than the server. This one sends ready-made bytes and looks
only for the end of each answer; `ceiling` tells how many answers a second it can take at most.
"""

import os
import selectors
import signal
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 8
RENEWED = 20  # answers on one connection: a worker that took more of them than the other evens out


@dataclass(frozen=True)
class Rate:
    """Answers a second, and which part of a core the client itself used."""

    a_second: float
    client: float


class _Line:
    """One connection: asks, waits for the whole answer, asks again."""

    def __init__(self, address: tuple[str, int], request: bytes) -> None:
        self.address, self.request = address, request
        self.socket = socket.create_connection(address, timeout=10)
        self.got, self.asked = b"", 0

    def ask(self) -> None:
        self.got, self.asked = b"", self.asked + 1
        self.socket.sendall(self.request)

    def whole(self) -> bool:
        """Read what is there; whether the answer is complete. Anything but 200 is a fault."""
        self.got += self.socket.recv(262_144)
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head[:200].decode("latin-1"))
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return len(body) >= int(length)


def measure(address: tuple[str, int], request: bytes, seconds: float) -> Rate:
    """Ask over a few connections at once for so many seconds."""
    with selectors.DefaultSelector() as waiting:
        for line in [_Line(address, request) for _ in range(CONNECTIONS)]:
            waiting.register(line.socket, selectors.EVENT_READ, line)
            line.ask()
        answers, began, used = 0, time.perf_counter(), time.process_time()
        while (elapsed := time.perf_counter() - began) < seconds:
            for key, _ in waiting.select(timeout=5):
                if key.data.whole():
                    answers += 1
                    _go_on(waiting, key.data)
        used = time.process_time() - used
        for key in list(waiting.get_map().values()):
            key.data.socket.close()
    return Rate(answers / elapsed, used / elapsed)


def _go_on(waiting: selectors.BaseSelector, line: _Line) -> None:
    """Ask again, on a new connection if this one is worn."""
    if line.asked == RENEWED:
        waiting.unregister(line.socket)
        line.socket.close()
        line = _Line(line.address, line.request)
        waiting.register(line.socket, selectors.EVENT_READ, line)
    line.ask()


def ceiling(size: int, seconds: float = 1.0) -> float:
    """Answers of `size` bytes a second that the client takes from a server that does nothing."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=CONNECTIONS)
    answer = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode() + b"x" * size
    child = os.fork()
    if child == 0:
        try:
            _answer_for_ever(listening, answer)
        finally:
            os._exit(0)  # never back into the parent's code, which cleans up behind itself
    try:
        request = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        return measure(listening.getsockname(), request, seconds).a_second
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        listening.close()


def _answer_for_ever(listening: socket.socket, answer: bytes) -> None:
    with selectors.DefaultSelector() as waiting:
        waiting.register(listening, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                connection = key.fileobj
                assert isinstance(connection, socket.socket)
                if connection is listening:
                    waiting.register(listening.accept()[0], selectors.EVENT_READ)
                elif connection.recv(65_536):
                    connection.sendall(answer)
                else:
                    waiting.unregister(connection)
                    connection.close()
