"""What a checker brings beside the file: certificates to rely on, and a password. No Django."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509

NO_CERTIFICATE = "读不出证书，请给 PEM 格式的证书文件。"
NOT_ONE_LINE = "读不出密码，请给只有一行密码的文本文件。"


@dataclass(frozen=True, slots=True)
class Given:
    """What a checker brings beside the file.

    `trust`: the certificate of the site. `password`: if the file has one. `trust_tsa`:
    certificates of timestamp authorities, or of their issuers.
    """

    trust: x509.Certificate
    password: str = ""
    trust_tsa: Sequence[x509.Certificate] = ()


def add_arguments(parser: ArgumentParser, *, trust_required: bool) -> None:
    """The options that module and command share."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--trust", type=Path, required=trust_required, help="PEM certificate")
    parser.add_argument("--trust-tsa", type=Path, help="PEM certificates of timestamp authorities")
    parser.add_argument("--password-file", type=Path, help="text file of one line, the password")
    parser.add_argument("--json", action="store_true")


def given_by(
    options: Mapping[str, Any],
    own: Callable[[], x509.Certificate] | None,
    own_tsa: Callable[[], Sequence[x509.Certificate]] = tuple,
) -> Given:
    """What the options name; `own` and `own_tsa` give the certificates where none are named.

    Raises Refused with a line for stderr.
    """
    trust, tsa, secret = options["trust"], options["trust_tsa"], options["password_file"]
    return Given(
        trust=certificates_in(trust)[0] if trust or own is None else own(),
        password=_password(secret) if secret else "",
        trust_tsa=certificates_in(tsa) if tsa else own_tsa(),
    )


class Refused(Exception):
    """An option, or a setting, names a file that cannot be used."""


def certificates_in(path: Path) -> list[x509.Certificate]:
    """One or more certificates of a PEM file. Raises Refused."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError):
        raise Refused(f"{path}：{NO_CERTIFICATE}") from None


def _password(path: Path) -> str:
    try:
        (line,) = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        raise Refused(f"{path}：{NOT_ONE_LINE}") from None
    return line
