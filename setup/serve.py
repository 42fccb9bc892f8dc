"""How `make run` serves: gunicorn's configuration.

Two workers as in production, each with threads: a browser opens connections that it does not use
yet, and without a proxy in front each would hold a plain worker until it times out. Of a worker's
eight, slow work holds five at most (`borrower_guide.turns`). On Linux papers are laid out in
processes of their own (`printing.press`); where the system's own libraries have threads, a fork is
not safe.
"""

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_data = Path(os.environ.get("BORROWER_GUIDE_DATA") or Path(__file__).parent.parent / "var")
_address = f"127.0.0.1:{os.environ.get('PORT') or '8000'}"

wsgi_app = "borrower_guide.wsgi"
bind = [_address]
workers = 2
worker_class = "gthread"
threads = 8
worker_tmp_dir = str(_data)
# Seconds until a thread that lays out a record lets another go on. A page asks for its turn some
# ten times, and would wait Python's own 5 ms for each (`python -m bench.beside`).
SWITCH = 0.0005
control_socket_disable = True  # it would lie in the home directory
loglevel = "warning"


def post_fork(_server: Any, _worker: Any) -> None:
    """Load renderer, fonts and sealer now, not at the first person's record."""
    import borrower_guide.record.sealing.embedding  # noqa: F401
    from borrower_guide.printing.faults import CannotRender
    from borrower_guide.printing.render import open_press, warm

    sys.setswitchinterval(SWITCH)
    with suppress(CannotRender):  # the site runs without; the record's page says what is missing
        warm()
    gc.collect()
    gc.freeze()  # what is there for good is not walked over, all pages waiting, beside each record
    if sys.platform == "linux":
        open_press()


def when_ready(_server: Any) -> None:
    """Say where to look, once it answers."""
    print(f"来访记事已经开着：http://{_address}/  （按 Ctrl+C 停下）", flush=True)
