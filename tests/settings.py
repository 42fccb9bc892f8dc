"""The settings under test: the same, but with data in a directory of this run alone."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_var = Path(__file__).resolve().parent.parent / "var"
_var.mkdir(exist_ok=True)
_data = tempfile.mkdtemp(prefix="test-", dir=_var)
atexit.register(shutil.rmtree, _data, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("BORROWER_GUIDE_")]:
    del os.environ[_name]
os.environ["BORROWER_GUIDE_DATA"] = _data

from borrower_guide.settings import *  # noqa: E402, F403
from borrower_guide.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402

# A file, not memory: WAL, triggers and other connections are under test too.
DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Nothing collected: the live server reads the sources. WhiteNoise only wants the folder.
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# How full the disk of this machine is, is not tried here; tests/cases/test_room.py does that.
RESERVE_MB = 0
# A hundredth of the cost of a guess; tests/cases/access/test_keys.py holds the real one.
SCRYPT_COST = 2**8
