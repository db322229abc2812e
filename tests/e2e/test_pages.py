"""`carehub pages` as a process of its own: HTTPS that a telephone can trust, small, and it forgets nothing."""

import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from hub.pages.certificates import made
from hub.pages.papers import Papers
from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 60
"""Resident memory that the pages may take in their own process (design section 11)."""
PATIENCE = 30.0


@pytest.fixture
def config(tmp_path: Path) -> Path:
    text = (ROOT / "config" / "demo.toml").read_text().replace("var/demo", str(tmp_path / "var"))
    file = tmp_path / "hub.toml"
    file.write_text(f'{text}\n[pages]\nlisten = "127.0.0.1:{free_port()}"\n')
    return file


@contextmanager
def pages(config: Path) -> Iterator[tuple[subprocess.Popen[str], HTTPSConnection, str]]:
    """The process, a connection that trusts this home's authority only, and what was printed."""
    command = [sys.executable, "-m", "hub", "pages", "--config", str(config)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout
    said = process.stdout.readline() + process.stdout.readline()
    port = int(re.search(r":(\d+)/", said)[1])  # type: ignore[index]
    trust = ssl.create_default_context(cafile=config.parent / "var" / "pages" / "authority.pem")
    connection = HTTPSConnection("127.0.0.1", port, context=trust, timeout=PATIENCE)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                connection.connect()
                break
            except ConnectionRefusedError:
                assert time.monotonic() < until and process.poll() is None
                time.sleep(0.05)
        yield process, connection, said
    finally:
        connection.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        process.stdout.close()


def get(connection: HTTPSConnection, path: str, cookies: str = "") -> tuple[int, str]:
    connection.request("GET", path, headers={"cookie": cookies})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def kept(answer) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return dict(each.split(";")[0].split("=", 1) for each in answer.headers.get_all("set-cookie") or [])


def test_the_first_visit_over_https_and_a_session_that_outlives_a_restart(config: Path) -> None:
    label = subprocess.run(
        [sys.executable, "-m", "hub", "pages", "--config", str(config), "--label"],
        capture_output=True, text=True, cwd=ROOT, check=True,
    ).stdout.strip()  # fmt: skip
    with pages(config) as (process, connection, said):
        assert "https://127.0.0.1" in said
        connection.request("GET", "/first")
        answer = connection.getresponse()
        token = re.search(r'name="form" value="(\w+)"', answer.read().decode())[1]  # type: ignore[index]
        cookies = kept(answer)
        form = {"form": token, "code": label, "name": "Ivy Fitter", "password": "seven green kettles",
                "again": "seven green kettles"}  # fmt: skip
        sent = {"cookie": "; ".join(f"{a}={b}" for a, b in cookies.items()),
                "content-type": "application/x-www-form-urlencoded"}  # fmt: skip
        connection.request("POST", "/first", urlencode(form), sent)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (303, b"")
        session = f"__Host-carehub={kept(answer)['__Host-carehub']}"
        assert get(connection, "/accounts", session)[0] == 200
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]
        assert memory <= MOST_MB, f"{memory} MB"
    with pages(config) as (_, connection, said):
        assert label not in said
        code, text = get(connection, "/accounts", session)
        assert code == 200 and "Ivy Fitter" in text
        assert get(connection, "/trust/carehub-home.crt")[1].startswith("-----BEGIN CERTIFICATE-----")
    refused = subprocess.run(
        [sys.executable, "-m", "hub", "pages", "--config", str(config), "--label"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert refused.returncode == 2 and "worth nothing any more" in refused.stderr


def test_only_its_own_user_may_read_what_the_pages_keep(config: Path) -> None:
    with pages(config):
        folder = config.parent / "var" / "pages"
        assert folder.stat().st_mode & 0o777 == 0o700
        for name in ("pages.db", "hub.key", "authority.key"):
            assert (folder / name).stat().st_mode & 0o077 == 0, name


def verified(folder: Path, name: str, certificate: Path) -> str:
    """What openssl says of a certificate for a name."""
    done = subprocess.run(
        ["openssl", "verify", "-CAfile", str(folder / "authority.pem"), "-verify_hostname", name, str(certificate)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def papers(folder: Path, hub: str, listens: str, names: tuple[str, ...], now: datetime) -> Papers:
    made(folder, hub, listens, names, now)
    return Papers.in_(folder)


def test_the_authority_vouches_for_homes_and_for_no_bank(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    ours = papers(tmp_path, "hub-0042", "192.168.1.20", ("hub.example.org",), now)
    for name in ("hub.example.org", "localhost"):
        assert ": OK" in verified(tmp_path, name, ours.certificate)
    openssl = ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
               str(tmp_path / "bank.key"), "-subj", "/CN=bank.example", "-out", str(tmp_path / "bank.csr")]  # fmt: skip
    subprocess.run(openssl, check=True, capture_output=True)
    (tmp_path / "bank.ext").write_text("subjectAltName = DNS:bank.example\nbasicConstraints = CA:FALSE\n")
    sign = ["openssl", "x509", "-req", "-in", str(tmp_path / "bank.csr"), "-CA", str(ours.authority), "-CAkey",
            str(tmp_path / "authority.key"), "-set_serial", "7", "-extfile", str(tmp_path / "bank.ext"), "-out",
            str(tmp_path / "bank.pem")]  # fmt: skip
    subprocess.run(sign, check=True, capture_output=True)
    assert "permitted subtree violation" in verified(tmp_path, "bank.example", tmp_path / "bank.pem")


def test_papers_are_kept_renewed_before_their_end_and_made_for_a_new_name(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    first = papers(tmp_path, "hub", "127.0.0.1", (), now)
    bytes_, fingerprint = first.certificate.read_bytes(), first.fingerprint
    again = papers(tmp_path, "hub", "127.0.0.1", (), now + timedelta(days=200))
    assert again.certificate.read_bytes() == bytes_
    later = papers(tmp_path, "hub", "127.0.0.1", (), now + timedelta(days=340))
    renewed = later.certificate.read_bytes()
    assert renewed != bytes_
    assert later.fingerprint == fingerprint, "whoever trusted it is not asked again"
    named = papers(tmp_path, "hub", "127.0.0.1", ("hub.example.org",), now + timedelta(days=340))
    assert named.certificate.read_bytes() != renewed
    fingerprint = named.fingerprint
    back = papers(tmp_path, "hub", "127.0.0.1", ("hub.example.org",), now)  # the clock ran ahead until now
    assert back.fingerprint != fingerprint
    assert ": OK" in verified(tmp_path, "hub.example.org", back.certificate)
