"""The installation's sealing key: made once, kept under the data directory.

RSA 3072 with PKCS#1 v1.5: readers everywhere know it, and a message has exactly one such
signature, so not even the signature value can be written another way. The certificate is
self-signed; what counts is that a checker has it beforehand, not its dates or its name.
"""

import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

NAME = "来访记事 封印"
YEARS = 20
CERTIFICATE, KEY = "certificate.pem", "key.pem"


@dataclass(frozen=True, slots=True)
class SealingKey:
    certificate: x509.Certificate
    private: rsa.RSAPrivateKey


def sealing_key(folder: Path) -> SealingKey:
    """The key in `folder` (DATA_DIR/seal); made there first if there is none yet."""
    if not (folder / KEY).exists():
        _make(folder)
    private = serialization.load_pem_private_key((folder / KEY).read_bytes(), None)
    if not isinstance(private, rsa.RSAPrivateKey):
        raise ValueError(f"{folder / KEY}: not an RSA key")
    return SealingKey(certificate(folder), private)


def certificate(folder: Path) -> x509.Certificate:
    """The certificate in `folder`; made with its key if there is none yet."""
    if not (folder / CERTIFICATE).exists():
        _make(folder)
    return x509.load_pem_x509_certificate((folder / CERTIFICATE).read_bytes())


def _make(folder: Path) -> None:
    # Written aside and renamed whole: of two workers that start at once, one wins, both read it.
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}-{secrets.token_hex(8)}")
    draft.mkdir(mode=0o700)
    try:
        made = new_key()
        _write(draft / KEY, private_pem(made), 0o600)
        _write(draft / CERTIFICATE, certificate_pem(made.certificate), 0o644)
        _rename_unless_there(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _rename_unless_there(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError:
        if not (folder / KEY).exists():
            raise


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def new_key() -> SealingKey:
    """A fresh key with its self-signed certificate, valid for twenty years from yesterday."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    usage = x509.KeyUsage(
        True, True, False, False, False, False, False, encipher_only=False, decipher_only=False
    )
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365 * YEARS))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    return SealingKey(signed, private)


def private_pem(key: SealingKey) -> bytes:
    return key.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def certificate_pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
