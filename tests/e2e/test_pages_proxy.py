"""The pages behind a real nginx with the shipped configuration, for somebody who is elsewhere."""

import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from hub.pages.accounts import Accounts, second_factor
from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
NAME, PASSWORD = "hub.example.org", "seven green kettles"
PATIENCE = 30.0
HOME, ELSEWHERE = "192.168.1.30", "203.0.113.7"


def waits_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None and time.monotonic() < until, "it did not begin to listen"
            time.sleep(0.05)


@contextmanager
def runs(port: int, *command: str) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        waits_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def nginx(folder: Path, port: int, pages: int, comes_from: str) -> Path:
    """The shipped file, with this test's ports and certificate; nginx believes that browsers come from elsewhere."""
    shipped = (ROOT / "config" / "pages-nginx.conf").read_text()
    server = (
        shipped.replace("443 ssl", f"127.0.0.1:{port} ssl")
        .replace("127.0.0.1:8080;", f"127.0.0.1:{pages};")
        .replace("/etc/ssl/private/hub.example.org.key", str(folder / "name.key"))
        .replace("/etc/ssl/hub.example.org.pem", str(folder / "name.pem"))
        .replace("$remote_addr", comes_from)
    )
    assert server.count(str(port)) and server.count(comes_from) == 1
    paths = "\n".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = folder / f"nginx-{comes_from}.conf"
    file.write_text(
        f"daemon off; worker_processes 1; pid {folder}/{port}.pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off; {paths}\n{server}\n}}\n"
    )
    return file


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[dict[str, int]]:
    """Where browsers come from -> the port at which nginx takes them."""
    pages, ports = free_port(), {HOME: free_port(), ELSEWHERE: free_port()}
    config = tmp_path / "hub.toml"
    config.write_text(
        (ROOT / "config" / "demo.toml").read_text().replace("var/demo", str(tmp_path / "var"))
        + f'\n[pages]\nlisten = "127.0.0.1:{pages}"\nhttps = false\nnames = ["{NAME}"]\nproxies = ["127.0.0.1"]\n'
    )
    accounts = Accounts.open(tmp_path / "var" / "pages")
    for name, role in (("Ivy Fitter", "installer"), ("Anna Carer", "carer")):
        assert accounts.add(name, role, PASSWORD, datetime.now(UTC)) == ""  # type: ignore[arg-type]
    accounts.close()
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(tmp_path / "name.key"),
            "-out", str(tmp_path / "name.pem")]  # fmt: skip
    subprocess.run(make, check=True, capture_output=True)
    with runs(pages, sys.executable, "-m", "hub", "pages", "--config", str(config)):
        first, second = (nginx(tmp_path, port, pages, where) for where, port in ports.items())
        with runs(ports[HOME], "nginx", "-c", str(first)), runs(ports[ELSEWHERE], "nginx", "-c", str(second)):
            yield ports


class Browser:
    """Speaks HTTPS to the name, through one of the proxies, and keeps cookies as a browser does."""

    def __init__(self, folder: Path, port: int) -> None:
        trust = ssl.create_default_context(cafile=folder / "name.pem")
        self._socket = trust.wrap_socket(socket.create_connection(("127.0.0.1", port), PATIENCE), server_hostname=NAME)
        self._connection = HTTPSConnection(NAME, timeout=PATIENCE)
        self._connection.sock = self._socket
        self.cookies: dict[str, str] = {}

    def asks(self, method: str, path: str, form: dict[str, str] | None = None, **more: str) -> tuple[HTTPResponse, str]:
        headers = {"cookie": "; ".join(f"{a}={b}" for a, b in self.cookies.items()), "host": NAME, **more}
        body = urlencode(form) if form is not None else None
        if form is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        for each in answer.headers.get_all("set-cookie") or []:
            assert "Secure" in each and "HttpOnly" in each
            name, _, value = each.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer, answer.read().decode()

    def signs_in(self, name: str) -> tuple[HTTPResponse, str]:
        token = re.search(r'name="form" value="(\w+)"', self.asks("GET", "/sign-in")[1])
        assert token
        return self.asks("POST", "/sign-in", {"form": token[1], "name": name, "password": PASSWORD})

    def close(self) -> None:
        self._connection.close()


def test_from_elsewhere_a_password_alone_opens_nothing_and_with_six_digits_it_does(
    behind: dict[str, int], tmp_path: Path
) -> None:
    home, away = Browser(tmp_path, behind[HOME]), Browser(tmp_path, behind[ELSEWHERE])
    try:
        answer, _ = home.signs_in("Anna Carer")
        assert answer.status == 303
        answer, text = home.asks("GET", "/me")
        assert answer.status == 200 and "Anna Carer" in text
        assert answer.headers["strict-transport-security"] and "carehub" not in (answer.headers["server"] or "")
        assert away.signs_in("Anna Carer")[0].status == 303
        answer, text = away.asks("GET", "/me")
        assert answer.status == 403 and "second factor is needed" in text
        # a browser that claims to be at home is not believed
        assert away.asks("GET", "/me", **{"x-forwarded-for": HOME})[0].status == 403
        _, text = home.asks("GET", "/me/second")
        secret = "".join(re.search(r"<code>([A-Z2-7 ]+)</code>", text)[1].split())  # type: ignore[index]
        token = re.search(r'name="form" value="(\w+)"', text)[1]  # type: ignore[index]
        now = int(datetime.now(UTC).timestamp()) // 30
        answer, _ = home.asks("POST", "/me/second", {"form": token, "digits": second_factor.code(secret, now)})
        assert answer.status == 303
        away.cookies.clear()
        _, text = away.signs_in("Anna Carer")
        half = re.search(r'name="half" value="([\w-]+)"', text)[1]  # type: ignore[index]
        token = re.search(r'name="form" value="(\w+)"', text)[1]  # type: ignore[index]
        answer, text = away.asks(
            "POST", "/sign-in", {"form": token, "half": half, "digits": second_factor.code(secret, now + 1)}
        )
        assert answer.status == 303, text
        assert away.asks("GET", "/me")[0].status == 200
    finally:
        home.close(), away.close()


def test_what_comes_to_the_pages_past_the_proxy_is_not_taken_for_somebody_at_home(
    behind: dict[str, int], tmp_path: Path
) -> None:
    """A proxy that does not say who is there would make everybody a neighbour."""
    file = tmp_path / f"nginx-{HOME}.conf"
    silent = tmp_path / "silent.conf"
    text = re.sub(r"proxy_set_header X-Forwarded-For [^;]+;", "", file.read_text())
    port = behind[HOME] + 20_000 if behind[HOME] < 40_000 else behind[HOME] - 20_000
    silent.write_text(
        text.replace(f"127.0.0.1:{behind[HOME]} ssl", f"127.0.0.1:{port} ssl").replace(".pid", "-silent.pid")
    )
    with runs(port, "nginx", "-c", str(silent)):
        browser = Browser(tmp_path, port)
        try:
            assert browser.signs_in("Anna Carer")[0].status == 303
            assert browser.asks("GET", "/me")[0].status == 403
        finally:
            browser.close()
