"""The pages of a home after a year: how long each takes, and how much it weighs.

`python -m bench.pages_home [READINGS]`: a store with a year of days and of hours, four weeks of it in the journal with
so many readings a day (20,000 without it); the last minutes are stepped by the real engine. The pages are served as at
home, and a hub beside them answers on hub.sock. Making all that is not counted.
"""

import re
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import httpx2 as httpx

sys.path.insert(0, str(Path(__file__).parent.parent))

from hub.pages.accounts import sessions
from hub.pages.application import application
from hub.pages.site import Site
from hub.settings import shipped
from tests.pages.conftest import everybody
from tests.pages.home_samples import lived, months
from tests.support.hub_beside import HubBeside
from tests.support.served import served

BUDGET, MOST = 0.3, 150_000
"""Seconds that the first page may take, and bytes that a page may weigh before its pictures (the issue)."""
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
MIDNIGHT = NOON.replace(hour=0)
WEEKS = 28
VIEWS = 40
PATHS = ("/", "/routine", "/devices", "/pauses", "/more")


def year(hub: HubBeside, readings: int) -> None:
    """A year behind the hub: hours and days as nights kept them, and four weeks of readings in the journal."""
    rooms = [device.id for device in hub.state.settings.devices if device.use == "motion"]
    step = timedelta(days=1) / readings

    def said(number: int, at: datetime):  # type: ignore[no-untyped-def]
        return hub.says(at, rooms[number // 40 % len(rooms)], "motion", number % 2 == 0)

    hub.past(said(n, MIDNIGHT - timedelta(days=WEEKS) + step * n) for n in range(readings * (WEEKS - 1)))
    hub.is_well(MIDNIGHT - timedelta(minutes=30))
    hub.night_counted()
    hub.past(said(n, MIDNIGHT + step * n) for n in range(readings // 2))
    hub.takes(said(n, NOON - timedelta(minutes=5) + step * n) for n in range(50))
    hub.remembers(months(MIDNIGHT, 365))


def timed(client: httpx.Client, site: Site, path: str) -> tuple[float, float, float, str]:
    """The first view's seconds, the median and the worst of many others, and the page."""
    took = []
    for _ in range(VIEWS + 1):
        site.hub.forget()
        began = time.perf_counter()
        answer = client.get(path)
        took.append(time.perf_counter() - began)
        assert answer.status_code == 200, (path, answer.status_code)
    return took[0], median(took[1:]), max(took[1:]), answer.text


def main() -> int:
    readings = next((int(each) for each in sys.argv[1:] if each.isdigit()), 20_000)
    folder = Path(tempfile.mkdtemp(prefix="carehub-pages-"))
    file = folder / "hub.toml"
    file.write_text(shipped("demo.toml").read_text().replace('data = "var/demo"', f'data = "{folder / "var"}"'))
    site = Site(file, lambda: NOON)
    began = time.perf_counter()
    try:
        with HubBeside(site.folder, site.settings, site.now, MIDNIGHT - timedelta(minutes=30)) as hub:
            lived(hub, MIDNIGHT, 365)
            year(hub, readings)
            rows = f"{readings * WEEKS - readings // 2:,}"
            size = sum(each.stat().st_size for each in (folder / "var").glob("carehub.db*"))
            print(f"{rows} readings in the journal, {size / 1e6:.0f} MB; made in {time.perf_counter() - began:.0f} s")
            measured(site)
    finally:
        site.close()
        shutil.rmtree(folder)
    return 0


def measured(site: Site) -> None:
    """Each page, as a carer sees it (the devices as an installer does, too)."""
    everybody(site)
    who = next(each for each in site.accounts.people() if each.role == "carer")
    token = sessions.begin(site.accounts.conn, who.id, "", False, site.now())
    with served(application(site, https=False)) as origin, httpx.Client(base_url=origin, timeout=60) as client:
        client.cookies.set("carehub", token)
        files: dict[str, int] = {}
        for path in PATHS:
            first, middle, worst, html = timed(client, site, path)
            files |= {each: len(client.get(each).content) for each in _files(html) if each not in files}
            bare = len(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL).encode())
            weight = bare + sum(files[each] for each in _files(html))
            print(f"{path:<10} first {first * 1e3:5.0f} ms, then {middle * 1e3:4.0f} (worst {worst * 1e3:4.0f}) ms; "
                  f"{weight / 1e3:.0f} kB with style and script, {(len(html.encode()) - bare) / 1e3:.0f} kB of pictures"
                  f"{'' if middle <= BUDGET and weight <= MOST else '  OVER'}")  # fmt: skip


def _files(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', html)


if __name__ == "__main__":
    sys.exit(main())
