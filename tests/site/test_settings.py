"""First start, and a public installation that lacks something."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from borrower_guide.first_start import kept_secret, parsed_secret

WHOLE = {
    "BORROWER_GUIDE_HOSTS": "laifang.example",
    "BORROWER_GUIDE_SECRET_KEY": "k" * 50,
    "BORROWER_GUIDE_PEPPER": "ab" * 32,
}
SHOW = "import borrower_guide.settings as s; print(s.LOCAL, s.CSRF_COOKIE_SECURE, s.ALLOWED_HOSTS)"


def start(folder: Path, **told: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if "BORROWER" not in name}
    env = clean | {"BORROWER_GUIDE_DATA": str(folder)} | told
    line = [sys.executable, "-c", SHOW]
    return subprocess.run(line, env=env, capture_output=True, text=True, check=False)


def test_a_local_start_makes_its_secrets_and_keeps_them(tmp_path: Path) -> None:
    assert start(tmp_path / "new").stdout.startswith("True False ['127.0.0.1'")
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"secret_key", "pepper", "tmp"}
    made = secrets_in(tmp_path / "new")
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "new").rglob("*")} == {0}
    start(tmp_path / "new")
    assert made == secrets_in(tmp_path / "new")


def test_a_public_start_sends_cookies_over_tls_only_and_makes_no_secret(tmp_path: Path) -> None:
    assert start(tmp_path, **WHOLE).stdout == "False True ['laifang.example']\n"
    assert [path.name for path in tmp_path.iterdir()] == ["tmp"]


def test_what_the_site_writes_is_for_its_account_alone(tmp_path: Path) -> None:
    code = "import borrower_guide.settings as s; (s.DATA_DIR / 'new.sqlite3').touch()"
    folder = tmp_path / "data"
    env = os.environ | {"BORROWER_GUIDE_DATA": str(folder)}
    subprocess.run([sys.executable, "-c", code], env=env, check=True, umask=0o022)
    assert [path.stat().st_mode & 0o077 for path in (folder, *folder.rglob("*"))] == [0] * 5


def secrets_in(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in ("secret_key", "pepper")}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BORROWER_GUIDE_SECRET_KEY", ""),
        ("BORROWER_GUIDE_SECRET_KEY", "short"),
        ("BORROWER_GUIDE_PEPPER", ""),
        ("BORROWER_GUIDE_PEPPER", "zz" * 32),
        ("BORROWER_GUIDE_PEPPER", "ab" * 31),
        ("BORROWER_GUIDE_PROXY_HOPS", "-1"),
    ],
)
def test_a_public_start_names_what_is_wrong(tmp_path: Path, name: str, value: str) -> None:
    refused = start(tmp_path, **(WHOLE | {name: value}))
    assert refused.returncode != 0
    assert name in refused.stderr.splitlines()[-1]


def test_of_many_first_starts_one_secret_remains(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(kept_secret, [tmp_path / "pepper"] * 32))
    assert len(made) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["pepper"]


def test_a_damaged_secret_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "pepper").write_text("not hex")
    with pytest.raises(ImproperlyConfigured, match="64 位"):
        kept_secret(tmp_path / "pepper")
    with pytest.raises(ImproperlyConfigured):
        parsed_secret("", 32, "PEPPER")


def test_a_public_installation_that_names_its_operator_has_nothing_to_mend(tmp_path: Path) -> None:
    """`check --deploy` with warnings counted, but for what depends on the day: law to be read."""
    told = WHOLE | {
        "BORROWER_GUIDE_SECRET_KEY": "a-Secret_of-50.characters,each0123456789ABCDEFGHIJKLMN",
        "BORROWER_GUIDE_OPERATOR": "某某社",
        "BORROWER_GUIDE_CONTACT": "某某信箱",
        "BORROWER_GUIDE_DATA": str(tmp_path),
    }
    clean = {name: value for name, value in os.environ.items() if "BORROWER" not in name}
    line = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    line += ["--settings", "borrower_guide.settings", "--tag", "security"]
    root = Path(__file__).parents[2]
    found = subprocess.run(
        line, env=clean | told, cwd=root, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, ""), found.stderr
    assert "no issues" in found.stdout
