"""How `make run` serves: gunicorn's configuration.

Two workers as in production, each with threads: a browser opens connections that it does not use
yet, and without a proxy in front each would hold a plain worker until it times out.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

_data = Path(os.environ.get("BORROWER_GUIDE_DATA") or Path(__file__).parent.parent / "var")
_address = f"127.0.0.1:{os.environ.get('PORT') or '8000'}"

wsgi_app = "borrower_guide.wsgi"
bind = [_address]
workers = 2
worker_class = "gthread"
threads = 4
worker_tmp_dir = str(_data)
control_socket_disable = True  # it would lie in the home directory
loglevel = "warning"


def post_fork(_server: Any, _worker: Any) -> None:
    """Load the renderer and its fonts now, not at the first person's record."""
    from borrower_guide.printing.faults import CannotRender
    from borrower_guide.printing.render import warm

    with suppress(CannotRender):  # the site runs without; the record's page says what is missing
        warm()


def when_ready(_server: Any) -> None:
    """Say where to look, once it answers."""
    print(f"来访记事已经开着：http://{_address}/  （按 Ctrl+C 停下）", flush=True)
