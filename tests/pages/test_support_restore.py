"""A backup put back and a home erased from the pages: proved, shown, the id typed out, and nothing on a whim."""

from pathlib import Path

import pytest

from hub.backup.belongings import Place
from hub.backup.ending import ID
from hub.backup.making import made
from hub.backup.sealed import sealed
from hub.backup.taking_over import begun, stage
from hub.pages.accounts import Accounts, trail
from hub.pages.guard.size import RESTORE
from hub.pages.roles import Role
from hub.pages.site import Site
from hub.pages.support.whole import Whole
from hub.settings import load
from tests.pages.alarms import pressed
from tests.pages.conftest import NIGHT, Browser
from tests.support.beside import beside

WORDS = "four tall green kettles"
pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.backup.sealed.COST", 4)


@pytest.fixture
def anew(site: Site) -> list[str]:
    """How often the pages were to begin anew."""
    found: list[str] = []
    site.begin_anew = lambda: found.append("anew")
    return found


def backup_of(site: Site, *, alarm: bool = False) -> bytes:
    with beside(site.file) as hub:
        if alarm:
            pressed(hub)
    copies = made(Place(site.file, site.folder), site.settings, "0.1", NIGHT)
    return b"".join(sealed(copies.plain(), WORDS))


def load_it(browser: Browser, file: bytes, words: str = WORDS):  # type: ignore[no-untyped-def]
    form = {"form": browser.token("/support/data"), "passphrase": words}
    return browser.client.post(RESTORE, data=form, files={"file": ("x.backup", file, "application/octet-stream")})


def put(browser: Browser, **said: str):  # type: ignore[no-untyped-def]
    return browser.post(f"{RESTORE}/now", on=RESTORE, **said)


def test_it_is_proved_shown_and_put_back_once_the_id_is_typed(signed_in, site: Site, anew: list[str]) -> None:  # type: ignore[no-untyped-def]
    browser: Browser = signed_in["installer"]
    before = site.file.read_text()
    file = backup_of(site)
    site.file.write_text(before + "# since then\n")
    answer = load_it(browser, file)
    assert answer.status_code == 303 and answer.headers["location"] == RESTORE
    assert "waits for your word" in browser.get("/support/data").text
    shown = browser.get(RESTORE).text
    assert site.settings.hub.id in shown and "28 Nov" in shown and "watches over nobody meanwhile" in shown
    wrong = put(browser, id="another")
    assert (
        wrong.status_code == 409 and "not the id of this home" in wrong.text and "since then" in site.file.read_text()
    )
    done = put(browser, id=site.settings.hub.id)
    assert done.status_code == 200 and "It is put back" in done.text and anew == ["anew"]
    assert site.file.read_text() == before and not stage(site.folder).exists()
    accounts = Accounts.open(site.folder / "pages")
    assert {each.name for each in accounts.people()} == {"Ivy Fitter", "Anna Carer", "Rob Runner", "Mary S"}
    last = next(trail.lately(accounts.conn))
    assert (last.did, last.name) == ("put a backup back", "Ivy Fitter")
    accounts.close()


WRONG = {
    "no file": (b"", WORDS, "Choose the file"), "no backup": (b"<script>alert(1)</script>", WORDS, "is no backup"),
    "passphrase": (None, "four tall green kettlez", "The passphrase is wrong"),
    "cut": (-3, WORDS, "damaged or cut off"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_said_and_waits_for_nothing(wrong: str, signed_in, site: Site, anew: list[str]) -> None:  # type: ignore[no-untyped-def]
    content, words, says = WRONG[wrong]
    if not isinstance(content, bytes):
        content = backup_of(site)[:content]
    answer = load_it(signed_in["installer"], content, words)
    assert answer.status_code == 422 and says in answer.text and words not in answer.text
    assert "alert(1)" not in answer.text and not stage(site.folder).exists() and not anew
    assert "No backup waits here" in signed_in["installer"].get(RESTORE).text


def test_a_field_that_is_no_file_is_none(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    answer = signed_in["installer"].post(RESTORE, on="/support/data", file="/etc/passwd", passphrase=WORDS)
    assert answer.status_code == 422 and "Choose the file" in answer.text


def test_who_changes_their_mind_or_goes_away_leaves_nothing(signed_in, site: Site, anew: list[str]) -> None:  # type: ignore[no-untyped-def]
    browser, file = signed_in["installer"], backup_of(site)
    load_it(browser, file)
    assert browser.post(f"{RESTORE}/forget", on=RESTORE).status_code == 303 and not stage(site.folder).exists()
    load_it(browser, file)
    site.now.passes(minutes=61)  # type: ignore[attr-defined]
    answer = browser.post(f"{RESTORE}/now", on="/me", id=site.settings.hub.id)
    assert answer.status_code == 409 and "waits here any more" in answer.text
    assert not stage(site.folder).exists() and begun(site.folder) is None and not anew


def test_an_alarm_in_the_backup_or_here_is_said_first(signed_in, site: Site, anew: list[str]) -> None:  # type: ignore[no-untyped-def]
    browser = signed_in["installer"]
    load_it(browser, backup_of(site, alarm=True))
    shown = browser.get(RESTORE).text
    assert "Open when it was made: K7 help" in shown and "Open here now: K7 help" in shown
    answer = put(browser, id=site.settings.hub.id)
    assert answer.status_code == 409 and "An alarm is open" in answer.text and not anew
    assert put(browser, id=site.settings.hub.id, although_open="yes").status_code == 200 and anew


def test_where_nothing_may_be_written_it_says_so(signed_in, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    answer = load_it(signed_in["installer"], backup_of(site))
    assert answer.status_code == 409 and "may not be changed by this user" in answer.text


def test_more_than_there_is_room_for_is_refused_before_it_is_read(
    signed_in: dict[Role, Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in["installer"]
    monkeypatch.setattr("hub.pages.guard.size.NEARLY_FULL", 2**80)
    assert load_it(browser, b"x" * 300_000).status_code == 413
    monkeypatch.undo()
    assert browser.client.post(RESTORE, content=b"", headers={"content-length": str(3 * 2**30)}).status_code == 413
    assert browser.client.post("/support/data/backup", content=b"x" * 300_000).status_code == 413


def erase(browser: Browser, **said: str):  # type: ignore[no-untyped-def]
    return browser.post("/support/data/erase/now", on="/support/data/erase", **said)


def test_a_home_is_erased_once_all_is_said(signed_in, site: Site, anew: list[str]) -> None:  # type: ignore[no-untyped-def]
    browser, hub = signed_in["installer"], site.settings.hub.id
    backup_of(site, alarm=True)
    for said, says in (
        ({"id": hub}, "Say first that all is taken"), ({"taken": "yes", "id": hub.upper() + "x"}, "not the id"),
        ({"taken": "yes", "id": hub}, "Something stands against it"),
    ):  # fmt: skip
        answer = erase(browser, **said)
        assert answer.status_code == 409 and says in answer.text and not anew
    done = erase(browser, taken="yes", although="yes", id=hub)
    assert done.status_code == 200 and "This home is erased" in done.text and anew == ["anew"]
    assert "Mary" not in done.text and "Ivy" not in done.text
    left = sorted(each.name for each in site.folder.rglob("*"))
    assert left == ["erased.txt", "hub.lock"] and load(site.file).hub.id == ID
    assert "Mary" not in site.file.read_text() and "Ivy" not in (site.folder / "erased.txt").read_text()


def test_two_at_once_are_one(signed_in, site: Site, anew: list[str]) -> None:  # type: ignore[no-untyped-def]
    class Held:
        def locked(self) -> bool:
            return True

    browser = signed_in["installer"]
    load_it(browser, backup_of(site))
    site.kept(Whole).one = Held()  # type: ignore[assignment]
    assert put(browser, id=site.settings.hub.id).status_code == 409
    assert erase(browser, taken="yes", id=site.settings.hub.id).status_code == 409
    assert load_it(browser, b"x").status_code == 409 and not anew
    assert Path(site.file).exists()
