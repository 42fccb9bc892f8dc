"""A disk that is full from the n-th write on: rows, commits, and files with their folders."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper

WRITES = ("INSERT", "UPDATE", "DELETE")


class Disk:
    """`writes` tells in order what was asked for; those after the first `room` are refused."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.writes: list[str] = []
        self.room: int | None = None
        self._counts, self._dirty, self._folder = False, False, str(folder)
        for name in ("fsync", "replace", "mkdir", "open", "fdopen"):
            patch.setattr(os, name, getattr(self, f"_{name}")(getattr(os, name)))
        patch.setattr(DatabaseWrapper, "_commit", self._commit(DatabaseWrapper._commit))

    @contextmanager
    def counting(self, room: int | None = None) -> Iterator[None]:
        """Count, and refuse what is after `room`."""
        self.writes, self.room = [], room
        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(self._sql))
            self._counts = True
            try:
                yield
            finally:
                self._counts, self._dirty = False, False

    def _write(self, what: str) -> None:
        if not self._counts:
            return
        self.writes.append(what)
        if self.room is not None and len(self.writes) > self.room:
            raise OSError(28, "No space left on device")

    def _row(self, what: str) -> None:
        try:
            self._write(what)
        except OSError as full:
            raise OperationalError("database or disk is full") from full

    def _sql(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        verb = sql.split(None, 1)[0].upper()
        if verb in WRITES:
            self._row(verb)
            self._dirty = True
        return execute(sql, *more)

    def _commit(self, commit: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def counted(wrapper: Any) -> Any:
            if self._dirty:
                self._dirty = False
                self._row("COMMIT")
            return commit(wrapper)

        return counted

    def _fsync(self, fsync: Callable[[int], None]) -> Callable[[int], None]:
        def counted(handle: int) -> None:
            self._write("fsync")
            fsync(handle)

        return counted

    def _replace(self, replace: Callable[..., None]) -> Callable[..., None]:
        def counted(*places: Any, **more: Any) -> None:
            self._write("rename")
            replace(*places, **more)

        return counted

    def _mkdir(self, mkdir: Callable[..., None]) -> Callable[..., None]:
        def counted(path: Any, *more: Any, **named: Any) -> None:
            if not os.path.isdir(path):
                self._write("mkdir")
            mkdir(path, *more, **named)

        return counted

    def _open(self, opening: Callable[..., int]) -> Callable[..., int]:
        def counted(path: Any, flags: int, *more: Any, **named: Any) -> int:
            if flags & os.O_CREAT and str(path).startswith(self._folder):
                self._write("create")
            return opening(path, flags, *more, **named)

        return counted

    def _fdopen(self, fdopen: Callable[..., Any]) -> Callable[..., Any]:
        disk = self

        class Counted(io.BufferedWriter):
            def write(self, data: Any) -> int:
                disk._write("bytes")
                return super().write(data)

        def counted(handle: int, mode: str = "r", *more: Any, **named: Any) -> Any:
            if self._counts and mode == "wb":
                return Counted(io.FileIO(handle, "wb"))
            return fdopen(handle, mode, *more, **named)

        return counted
