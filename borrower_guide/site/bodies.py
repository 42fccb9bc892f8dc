"""What a request may bring along: files to one page only, and little to all others."""

from collections.abc import Callable
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase

from borrower_guide.site import errors
from borrower_guide.site.refused import EXHIBIT, FileNotTaken

TAKES_FILES = "/verify/"
FILES_LIMIT = 101 * 1024 * 1024  # a record of 100 MB, which the page itself checks, and its form
IMPORT = "/cases/import/"
IMPORT_LIMIT = 17 * 1024 * 1024  # a file of 16 MB, which the page itself checks, and its form
# A file over the page's own limit is read to its end, so that the page can say so beside it and
# give back what was typed; one larger than this is not.
EXHIBIT_LIMIT = 300 * 1024 * 1024
Respond = Callable[[HttpRequest], HttpResponseBase]


class NoFiles(FileUploadHandler):
    """Refuses a file at its first byte, before anything is written."""

    def new_file(self, *_: Any, **__: Any) -> NoReturn:
        raise FileNotTaken("no files here")

    receive_data_chunk = file_complete = new_file  # never reached


class InMemory(MemoryFileUploadHandler):
    """Holds a file in memory whatever its size: a whole case must not lie in clear on the disk."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        super().handle_raw_input(*args, **kwargs)
        self.activated = True


def bodies(get_response: Respond) -> Respond:
    """Middleware: refuse a body that is too large by its own account, and files elsewhere.

    A body without a stated length counts as empty, so the header is the whole truth.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        takes_files = request.path == TAKES_FILES
        limit = FILES_LIMIT if takes_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if EXHIBIT.fullmatch(request.path):
            limit = EXHIBIT_LIMIT  # its handler is set by cases.uploads
        if request.path == IMPORT:
            limit = IMPORT_LIMIT
        if _length(request) > limit:
            return errors.bad_request(request, RequestDataTooBig())
        if request.path == IMPORT:
            request.upload_handlers = [InMemory(request)]
        elif not takes_files:
            request.upload_handlers = [NoFiles(request)]
        return get_response(request)

    return respond


def _length(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdecimal() else 0
