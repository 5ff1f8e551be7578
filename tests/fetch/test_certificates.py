"""The connection goes to a checked address; name and certificate stay those of the host."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.fetch import Client, FetchLimits, Guard
from tests.fetch.site import Reply, Site, serving

LIMITS = FetchLimits(connect_seconds=5, stall_seconds=2, total_seconds=5)
HERE = Guard(frozenset({"wire.example", "other.example"}), lambda host, port: ("127.0.0.1",))

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here to make a certificate")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate for wire.example, with its key in the same file."""
    file = tmp_path / "wire.pem"
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-keyout", str(file), "-out", str(tmp_path / "cert.pem"), "-subj", "/CN=wire.example",
        "-addext", "subjectAltName=DNS:wire.example",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + (tmp_path / "cert.pem").read_text())
    return file


@pytest.fixture
def names() -> list[str | None]:
    """List the names that clients asked for when the connection was made safe (SNI)."""
    return []


@pytest.fixture
def safe(certificate: Path, names: list[str | None]) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda taken, name, inner: names.append(name)
    with serving(context) as site:
        site.pages = {"/a": Reply(b"calm")}
        yield site


def test_a_host_is_asked_by_its_name_and_its_certificate_holds(
    safe: Site, certificate: Path, names: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Client(HERE, LIMITS) as client:
        assert client.get(f"https://wire.example:{safe.port}/a").content == b"calm"
    assert names == ["wire.example"]
    assert safe.headers[0]["host"] == f"wire.example:{safe.port}"


@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_of_another_host_or_of_nobody_known_is_refused(
    safe: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    host = "other.example" if trusted else "wire.example"
    with Client(HERE, LIMITS) as client, pytest.raises(InputError) as refused:
        client.get(f"https://{host}:{safe.port}/a")
    assert refused.value.reason == "certificate"
    assert safe.asked == []
