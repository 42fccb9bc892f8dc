"""How the bytes of an exhibit come in: sealed as they arrive, refused at the first wrong byte."""

import re
from collections.abc import Callable
from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase

from borrower_guide.cases.exhibits.chunks import Sealed, Sealing
from borrower_guide.cases.exhibits.sniff import FIRST, FileType, sniff
from borrower_guide.site.kept import ask_again
from borrower_guide.site.refused import FileNotTaken

FIELD = "file"
MOST_BYTES = 20 * 1024 * 1024
TYPE = "这种文件不收。请选照片、录音、录像或 PDF"
LARGE = "超过 20 MB，收不了。原件留好，下面写它在哪里"
FULL_DISK = "存储满了，文件没存上。请过一会儿再试"
EMPTY = "这个文件是空的，请换一个"
_ADDRESS = re.compile(r"/cases/([-a-zA-Z0-9_]+)/exhibits/(?:new|[0-9a-f]{32}/edit)/")
Respond = Callable[[HttpRequest], HttpResponseBase]


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # generic in its stubs alone
    """A file that came in whole, sealed in the staging folder. `name` is what the phone said."""

    def __init__(self, name: str, sealed: Sealed, found: FileType) -> None:
        super().__init__(None, name, found.media, sealed.size)
        self.sealed, self.found = sealed, found

    def close(self) -> None:
        """Nothing is open."""


class SealingHandler(FileUploadHandler):
    """One file of the field `file`. `fault` says in Chinese why one was not taken."""

    def __init__(self, request: HttpRequest, ref: str) -> None:
        super().__init__(request)
        self.fault = ""
        self._asked, self._ref = request, ref
        self._start = b""
        self._sealing: Sealing | None = None
        self._sealed: Sealed | None = None

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin. Raises FileNotTaken for a second file or another field."""
        super().new_file(field_name, *args, **kwargs)
        if field_name != FIELD or self._sealing or self.fault:
            raise FileNotTaken("one file, in one field")
        try:
            self._sealing = Sealing(self._ref)
        except OSError:
            self._refuse(FULL_DISK)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal some bytes; none of a refused file."""
        if len(self._start) < FIRST:
            self._start += raw_data[: FIRST - len(self._start)]
            if len(self._start) == FIRST and sniff(self._start) is None:
                self._refuse(TYPE)
        if start + len(raw_data) > MOST_BYTES:
            self._refuse(LARGE)
        try:
            self._begun.write(raw_data)
        except OSError:
            self._refuse(FULL_DISK)

    def file_complete(self, file_size: int) -> SealedUpload | None:
        """The file, on the disk; None with `fault` told."""
        found = sniff(self._start)
        try:
            if found is None:
                self._refuse(TYPE if file_size else EMPTY)
            self._sealed = self._begun.finish()
            return SealedUpload(self.file_name or FIELD, self._sealed, found)
        except SkipFile:
            return None
        except OSError:
            self.fault = FULL_DISK
            return None

    def discard(self) -> None:
        """Drop what is still in the staging folder; at the end of every request."""
        if self._sealing:
            self._sealing.discard()
        if self._sealed:
            self._sealed.discard()

    @property
    def _begun(self) -> Sealing:
        if self._sealing is None:
            raise FileNotTaken("bytes before a file")
        return self._sealing

    def _refuse(self, fault: str) -> NoReturn:
        self.fault = fault
        ask_again(self._asked, FIELD)
        if self._sealing:
            self._sealing.discard()
        raise SkipFile


def uploads(get_response: Respond) -> Respond:
    """Middleware: let the pages of an exhibit take a file, and leave nothing of it behind.

    Whose case it is, is asked later: until then the bytes lie under a key that only this request
    holds. It must stand before anything that reads the form.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        found = _ADDRESS.fullmatch(request.path)
        if request.method != "POST" or not found:
            return get_response(request)
        handler = SealingHandler(request, found[1])
        request.upload_handlers = [handler]
        try:
            return get_response(request)
        finally:
            handler.discard()

    return respond


def upload_fault(request: HttpRequest) -> str:
    """Why the file of this request was not taken; empty if none came or it was."""
    faults = [one.fault for one in request.upload_handlers if isinstance(one, SealingHandler)]
    return "".join(faults)
