"""Run by test_pages_tunnel.py in a network namespace of its own: a telephone's, from which a tunnel leads to a hub.

The hub has a namespace of its own too, with two lines to here: the tunnel, and what stands for all other networks.
A pair of virtual Ethernet devices is no WireGuard: nothing is encrypted. What the pages see of it is the same, an
address of their own on which packets come that are from the other end. `python -m tests.e2e.inside_a_tunnel FOLDER`.
"""

import json
import re
import shutil
import ssl
import subprocess
import sys
import time
from datetime import UTC, datetime
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

from hub.pages.accounts import Accounts, second_factor

ROOT = Path(__file__).resolve().parents[2]
IP = shutil.which("ip") or "/usr/sbin/ip"
HUB, PHONE, ELSEWHERE, OUTSIDE = "100.64.7.1", "100.64.7.2", "203.0.113.1", "203.0.113.2"
PORT, PASSWORD, PATIENCE = 8443, "seven green kettles", 30.0


def does(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def lines(hub: int) -> list[str]:
    """The two lines; what runs a command where the hub is."""
    there = ["nsenter", f"--net=/proc/{hub}/ns/net"]
    does(*there, IP, "link", "set", "lo", "up")
    for name, ours, theirs in (("tunnel0", PHONE, HUB), ("others0", OUTSIDE, ELSEWHERE)):
        does(IP, "link", "add", name, "type", "veth", "peer", "name", name, "netns", str(hub))
        for where, address in (([], ours), (there, theirs)):
            does(*where, IP, "address", "add", f"{address}/24", "dev", name)
            does(*where, IP, "link", "set", name, "up")
    return there


class Telephone:
    """A browser at the other end of the tunnel, which trusts the hub's own authority and keeps cookies."""

    def __init__(self, authority: Path) -> None:
        self._trust = ssl.create_default_context(cafile=authority)
        self.cookies: dict[str, str] = {}

    def asks(self, method: str, path: str, **form: str) -> tuple[int, str]:
        line = HTTPSConnection(HUB, PORT, timeout=PATIENCE, context=self._trust)
        headers = {"cookie": "; ".join(f"{a}={b}" for a, b in self.cookies.items())}
        if form:
            headers["content-type"] = "application/x-www-form-urlencoded"
        line.request(method, path, urlencode(form) if form else None, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        for each in answer.headers.get_all("set-cookie") or []:
            name, _, value = each.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def signs_in(self) -> str:
        """With a password; what the page says then."""
        token = found(r'name="form" value="(\w+)"', self.asks("GET", "/sign-in")[1])
        return self.asks("POST", "/sign-in", form=token, name="Anna Carer", password=PASSWORD)[1]


def found(pattern: str, text: str) -> str:
    what = re.search(pattern, text)
    assert what, text
    return what[1]


def answers(host: str) -> str:
    """Whether somebody answers there: "yes", or why not."""
    line = HTTPSConnection(host, PORT, timeout=5, context=ssl._create_unverified_context())
    try:
        line.request("GET", "/alive")
        return f"yes: {line.getresponse().status}"
    except OSError as error:
        return type(error).__name__
    finally:
        line.close()


def tells(folder: Path) -> dict[str, object]:
    """What somebody finds who comes through the tunnel, and who does not."""
    until = time.monotonic() + PATIENCE
    while not answers(HUB).startswith("yes"):
        assert time.monotonic() < until, "the pages did not begin to listen"
        time.sleep(0.05)
    told: dict[str, object] = {"tunnel": answers(HUB), "others": answers(ELSEWHERE)}
    accounts = Accounts.open(folder / "var" / "pages")
    anna = next(each for each in accounts.people() if each.name == "Anna Carer")
    phone = Telephone(folder / "var" / "pages" / "authority.pem")
    phone.signs_in()
    told["password alone"] = phone.asks("GET", "/me")
    now = datetime.now(UTC)
    secret, step = accounts.second_secret(anna), int(now.timestamp()) // 30
    assert accounts.confirm_second(anna, second_factor.code(secret, step), "", now)  # as they do in the home
    phone.cookies.clear()
    text = phone.signs_in()
    form, half = found(r'name="form" value="(\w+)"', text), found(r'name="half" value="([\w-]+)"', text)
    phone.asks("POST", "/sign-in", form=form, half=half, digits=second_factor.code(secret, step + 1))
    told["six digits"] = phone.asks("GET", "/me")
    accounts.close()
    return told


def main(folder: Path) -> None:
    with subprocess.Popen(["unshare", "--net", "sleep", "120"]) as holder:
        try:
            own = Path("/proc/self/ns/net").readlink()
            while Path(f"/proc/{holder.pid}/ns/net").readlink() == own:
                time.sleep(0.01)
            there = lines(holder.pid)
            command = [*there, sys.executable, "-m", "hub", "pages", "--config", str(folder / "hub.toml")]
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as pages:
                try:
                    print(json.dumps(tells(folder)))
                finally:
                    pages.terminate()
        finally:
            holder.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
