"""A connection that is encrypted, and one that must not be made."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from tests.support.broker import broker
from tests.support.door import until
from tests.support.listener import Listener, running


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate of its own maker for 127.0.0.1, or for another name, and its key."""
    folder.mkdir()
    folder.chmod(0o755)
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=broker", "-addext", f"subjectAltName={name}"]
    subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    key.chmod(0o644)
    return certificate, key


# Paho drops a socket whose certificate was refused without closing it; Python closes it, and warns.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("name", "connects"), [("IP:127.0.0.1", True), ("DNS:other.example", False)])
def test_only_a_broker_that_proves_its_name_is_spoken_to(
    name: str, connects: bool, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.getbasetemp()
    folder.chmod(0o755)
    folder.parent.chmod(0o755)
    certificate, key = _certificate(folder / name.partition(":")[0], name)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    async def story(url: str) -> None:
        async with running(Listener(url)) as listener:
            await until(lambda: listener.links, "an answer")
            up, because = listener.links[0]
            assert up is connects, because
            assert connects or "certificate" in because

    with broker(extra=f"certfile {certificate}\nkeyfile {key}") as real:
        asyncio.run(story(real.url.replace("mqtt:", "mqtts:")))
