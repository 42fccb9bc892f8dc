"""Secrets that a local installation makes for itself at its first start."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def private_folder(path: Path) -> Path:
    """`path` as a folder that its owner alone can enter, made with its parents if it is missing.

    A parent that is there already keeps its mode: whoever runs the site may have chosen it.
    Raises ImproperlyConfigured if it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        if path.stat().st_mode & 0o077:
            path.chmod(0o700)
    except OSError as error:
        raise ImproperlyConfigured(f"无法使用目录 {path}：{error}") from error
    return path


def kept_secret(path: Path, size: int = 32) -> bytes:
    """Return the `size` random bytes kept in `path`, made there if it is missing.

    The file holds lower-case hex and is readable by its owner only. Safe when several processes
    start at once: the first to finish wins and all return its bytes. Raises ImproperlyConfigured
    if the file cannot be made, or holds something else.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path, size)
        return parsed_secret(path.read_text("ascii").strip(), size, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"无法读写密钥文件 {path}：{error}") from error


def parsed_secret(text: str, size: int, source: str) -> bytes:
    """Return hex `text` as exactly `size` bytes; ImproperlyConfigured names the `source` if not."""
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != size:
        raise ImproperlyConfigured(f"{source} 应当是 {size * 2} 位十六进制字符。")
    return value


def _make(path: Path, size: int) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(size) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # atomic, and fails if another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
