"""Room on the disk: files, papers and kept pages leave the last of it to what people write."""

import errno
import shutil

from django.conf import settings

MEGABYTE = 1024 * 1024


def take(size: int) -> None:
    """Raise OSError, as a full disk would, if a file of so many bytes would not leave enough."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free - size < settings.RESERVE_MB * MEGABYTE:
        raise OSError(errno.ENOSPC, "the rest of the disk is kept for what people write")
