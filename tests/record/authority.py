"""A timestamp authority of our own, on this machine: a certificate, and an HTTP server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

STAMPED_AT = datetime(2026, 11, 24, 13, 0, 7, tzinfo=UTC)  # 21:00:07 in China
NAME = "某某时间戳机构"


def issued(
    name: str, key: Any, issuer: str, signer: Any, *, usage: Any = ExtendedKeyUsageOID.TIME_STAMPING
) -> x509.Certificate:
    """A certificate for `key`, signed by `signer`; for stamping unless `usage` is another."""
    start = STAMPED_AT - timedelta(days=30)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365))
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    )
    return builder.sign(signer, hashes.SHA256())


@dataclass
class Authority:
    """`root` issued `certificate`; `answer` makes of a request the bytes that go back."""

    root_key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    usage: Any = ExtendedKeyUsageOID.TIME_STAMPING
    at: datetime = STAMPED_AT

    @cached_property
    def root(self) -> x509.Certificate:
        return issued("某某根", self.root_key, "某某根", self.root_key)

    @cached_property
    def certificate(self) -> x509.Certificate:
        return issued(NAME, self.key, "某某根", self.root_key, usage=self.usage)

    def answer(self, question: bytes) -> bytes:
        return bytes(self.response(tsp.TimeStampReq.load(question)).dump())

    def response(self, asked: Any) -> Any:
        """Its certificate and root come along, and what else authorities put in."""
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        stamper = DummyTimeStamper(
            asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER)),
            keys.PrivateKeyInfo.load(der),
            certs_to_embed=[asn1.Certificate.load(self.root.public_bytes(Encoding.DER))],
            fixed_dt=self.at,
        )
        return stamper.request_tsa_response(asked)


def elliptic() -> Any:
    return ec.generate_private_key(ec.SECP256R1())


@contextmanager
def serving(answer: Callable[[Any], None]) -> Iterator[str]:
    """An HTTP server on 127.0.0.1 that lets `answer` do with each POST as it likes; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(handler: Any, body: bytes, status: int = 200, **heads: str) -> None:
    handler.send_response(status)
    for name, value in heads.items():
        handler.send_header(name, value)
    handler.send_header("Content-Type", "application/timestamp-reply")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def asked(handler: Any) -> bytes:
    return bytes(handler.rfile.read(int(handler.headers["Content-Length"])))


@contextmanager
def served(authority: Authority) -> Iterator[str]:
    """The address of a working authority."""
    with serving(lambda handler: reply(handler, authority.answer(asked(handler)))) as url:
        yield url
