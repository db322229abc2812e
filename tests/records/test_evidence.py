"""Evidence: the answer first, nothing of others for the resident, the same bytes every time, and signed."""

import json
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hub.cli import signing
from hub.cli.evidence import evidence
from hub.cli.report import report
from hub.core.state import Facts
from hub.model.errors import CarehubError
from hub.shell.fingerprint import PUBLIC, fingerprint
from hub.shell.store import Store
from tests.shell.store_samples import text
from tests.support.kept_days import keep
from tests.support.story_lines import FOLDER

STORY = Path(__file__).parent / "she_says.story"
ANNA, BEN, MARY = "7700900111", "7700900222", "7700900100"


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    keep(STORY, folder / "data")
    tables = (FOLDER / "settings" / "with_centre.toml").read_text()
    (folder / "hub.toml").write_text(tables.replace('id = "hub-0042"', f'id = "hub-0042"\ndata = "{folder}/data"'))
    signing.key_of(folder / "data")
    return folder


@pytest.fixture
def home(kept_once: Path, tmp_path: Path) -> Path:
    """A copy of the home, to be changed at will."""
    folder = tmp_path / "home"
    shutil.copytree(kept_once, folder)
    (folder / "hub.toml").write_text((folder / "hub.toml").read_text().replace(str(kept_once), str(folder)))
    return folder


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(evidence, [*words, "--config", str(home / "hub.toml")])


def made(home: Path, *words: str) -> Path:
    out = home / f"out{len(list(home.glob('out*')))}"
    result = run(home, *words, "--out", str(out))
    assert result.exit_code == 0, (result.output, result.exception)
    return out


def lines(out: Path, what: str) -> list[dict[str, Any]]:
    every = [json.loads(line) for line in (out / "evidence.jsonl").read_text().splitlines()]
    return [line for line in every if line["what"] == what]


def page(out: Path) -> str:
    return (out / "evidence.html").read_text()


def answer(out: Path) -> str:
    return " ".join(lines(out, "answer")[0]["says"])


def test_she_says_she_pressed_it_on_tuesday_at_about_four_and_the_radio_was_down(home: Path) -> None:
    out = made(home, "--about", "2026-11-03 16:00", "--device", "Help button")
    assert answer(out) == (
        "Help button: no call by it reached the hub in this time. "
        "For 30 min it could not have been heard: "
        "Tue 3 Nov 2026 15:50:00 to 16:20:00 (zigbee2mqtt down). "
        "In the hours of this time the hub heard 0 messages of it."
    )
    whole = page(out)
    assert whole.index("no call by it reached the hub") < whole.index("Hour by hour"), "the answer comes first"


def test_she_says_she_pressed_it_and_she_did(home: Path) -> None:
    out = made(home, "--about", "2026-11-03 20:00", "--device", "help button")
    assert answer(out) == (
        "Help button: 2 calls by it reached the hub: Tue 3 Nov 2026 20:00:00 (M7), Tue 3 Nov 2026 20:03:00 (M7). "
        "It could have been heard all of the recorded time. "
        "In the hours of this time the hub heard 2 messages of it."
    )
    sent = [(m["to"], m["text"], m["became"]) for m in lines(out, "message") if m["purpose"] == "alarm"]
    assert [(to, [one["says"] for one in became]) for to, _, became in sent] == [
        ("Anna", ["accepted: text to Anna", "delivered: text to Anna"]), ("Ben", ["not sent: alarm to ben"]),
    ]  # fmt: skip
    assert "Help button pressed" in sent[0][1]


def test_while_the_hub_was_off_it_could_not_have_been_heard_and_before_it_ever_ran_there_is_no_record(
    home: Path,
) -> None:
    off = answer(made(home, "--from", "2026-11-04 02:30", "--to", "2026-11-04 05:00", "--device", "Help button"))
    assert (
        "For 1 h it could not have been heard: Wed 4 Nov 2026 03:00:00 to 04:00:00 (the hub down: not running)" in off
    )
    before = made(home, "--from", "2026-11-01", "--to", "2026-11-01", "--device", "Help button")
    assert "Of 1 d there is no record: Sun 1 Nov 2026 00:00:00 to Mon 2 Nov 2026 00:00:00." in answer(before)
    assert [day["marks"] for day in lines(before, "hours")] == [" " * 24]


def test_of_several_devices_each_ones_calls_come_first_and_then_what_they_share(home: Path) -> None:
    first, *others, shared = [line["says"] for line in lines(made(home, "--about", "2026-11-03 20:00"), "answer")]
    assert first[0].startswith("Help button: 2 calls by it reached the hub")
    assert all(": no call by it reached the hub in this time." in each[0] for each in others)
    assert shared == [
        "Help button, Pull cord, Fall radar, Smoke alarm, CO alarm, Gas alarm, Heat alarm:",
        "It could have been heard all of the recorded time.",
    ]


def test_hour_by_hour(home: Path) -> None:
    out = made(home, "--from", "2026-11-03", "--to", "2026-11-04", "--device", "Help button")
    tuesday, wednesday = lines(out, "hours")
    assert tuesday["day"] == "2026-11-03"
    assert tuesday["marks"] == "........." + "#" + "....." + "~~" + "..." + "#..."
    assert wednesday["marks"][:6] == "...x.."
    assert tuesday["heard"][20] == 2
    assert tuesday["partly"] == {
        "2026-11-03T15:00:00Z": {"could": 50.0, "overdue": 0.0, "known": 60.0},
        "2026-11-03T16:00:00Z": {"could": 40.0, "overdue": 0.0, "known": 60.0},
    }
    assert "2026-11-03 Tue |" + tuesday["marks"] + "|" in page(out)


def test_a_day_has_as_many_hours_as_the_clocks_of_the_home_show(home: Path) -> None:
    out = made(home, "--from", "2026-10-24", "--to", "2026-10-26", "--device", "Help button")
    assert [len(day["marks"]) for day in lines(out, "hours")] == [24, 25, 24]


def test_the_resident_gets_no_number_but_her_own(home: Path) -> None:
    store = Store.open(home / "data")
    store.commit([], Facts(), Facts(), [text(1)])  # a text about Anna's phone, to Anna's old number
    with store._disk.writing() as conn:
        conn.execute("UPDATE audit SET because = because || ' ring 07700 900 111 or (+44) 7700-900222'")
        conn.execute("UPDATE spans SET because = because || ' 07700900222'")
        body = b"rings 07700 900111, hers is +447700900100"
        conn.execute("UPDATE outbox SET body = replace(body, 'Reply', ?) WHERE purpose IS NOT NULL", (body.decode(),))
    store.close()
    words = ("--from", "2026-11-02", "--to", "2026-11-05")
    theirs, hers = made(home, *words), made(home, *words, "--for", "resident")
    for number in (ANNA, BEN):
        assert number in digits(theirs), "the service's copy has them"
        assert number not in digits(hers)
    assert MARY in digits(hers)
    assert "Anna" in page(hers), "the line is the number, not the name"
    assert re.search(r"\+447700900(?!100)", page(hers)) is None


def digits(out: Path) -> str:
    return "".join(re.sub(r"\D", "", file.read_text()) for file in (out / "evidence.html", out / "evidence.jsonl"))


def test_how_to_get_in_is_in_no_copy(home: Path) -> None:
    store = Store.open(home / "data")
    with store._disk.writing() as conn:
        conn.execute(
            "UPDATE outbox SET purpose = 'access', body = replace(body, 'Help', 'Key safe C4711X. Help')"
            " WHERE purpose = 'alarm'"
        )
    store.close()
    for for_ in ("service", "resident"):
        out = made(home, "--from", "2026-11-02", "--to", "2026-11-05", "--for", for_)
        assert "C4711X" not in page(out) + (out / "evidence.jsonl").read_text()
        assert "how to get in: kept nowhere" in page(out)


def test_the_same_period_gives_the_same_bytes(home: Path) -> None:
    words = ("--from", "2026-11-02", "--to", "2026-11-03", "--for", "resident")
    one, other = made(home, *words), made(home, *words)
    names = sorted(file.name for file in one.iterdir())
    assert names == ["evidence-key.pub.pem", "evidence.html", "evidence.jsonl", "manifest.sig", "manifest.txt"]
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_a_page_that_stands_by_itself(home: Path) -> None:
    whole = page(made(home, "--from", "2026-11-02", "--to", "2026-11-05"))
    assert whole.startswith("<!DOCTYPE html>") and '<html lang="en-GB">' in whole and whole.endswith("</html>\n")
    for fetched in ("<script", "<link", "<img", "http:", "https:", "url(", "@import"):
        assert fetched not in whole


# the signature


def verified(home: Path, out: Path) -> Result:
    return run(home, "--verify", str(out))


def test_what_was_not_touched_is_as_it_was_signed_and_with_which_key(home: Path) -> None:
    out = made(home, "--from", "2026-11-03", "--to", "2026-11-03")
    result = verified(home, out)
    assert result.exit_code == 0
    assert str(fingerprint(home / "data" / PUBLIC)) in result.output
    assert str(fingerprint(home / "data" / PUBLIC)) in page(out)
    assert verified(home, out / "manifest.txt").exit_code == 0


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


TAMPERS: dict[str, Callable[[Path], object]] = {
    "a word of the page": lambda out: flip(out / "evidence.html"),
    "a line": lambda out: flip(out / "evidence.jsonl"),
    "the manifest": lambda out: flip(out / "manifest.txt"),
    "the signature": lambda out: flip(out / "manifest.sig"),
    "a file gone": lambda out: (out / "evidence.jsonl").unlink(),
    "no signature": lambda out: (out / "manifest.sig").unlink(),
    "no key": lambda out: (out / PUBLIC).unlink(),
    "a file more": lambda out: (out / "more.html").write_text("she pressed it"),
    "a line of the manifest gone": lambda out: (out / "manifest.txt").write_text(
        (out / "manifest.txt").read_text().splitlines(keepends=True)[0]
    ),
    "another file in its place": lambda out: (out / "manifest.txt").write_text("0" * 64 + "  ../../etc/passwd\n"),
}


@pytest.mark.parametrize("what", TAMPERS)
def test_whatever_is_changed_shows(home: Path, what: str) -> None:
    out = made(home, "--from", "2026-11-03", "--to", "2026-11-03")
    TAMPERS[what](out)
    result = verified(home, out)
    assert result.exit_code == 1 and "Not as it was signed" in result.stderr


def test_somebody_elses_key_has_another_fingerprint(home: Path, tmp_path: Path) -> None:
    out = made(home, "--from", "2026-11-03", "--to", "2026-11-03")
    flip(out / "evidence.jsonl")
    signing.sign(out, signing.key_of(tmp_path))
    result = verified(home, out)
    assert result.exit_code == 0
    assert str(fingerprint(home / "data" / PUBLIC)) not in result.output
    assert str(fingerprint(tmp_path / PUBLIC)) in result.output


def test_the_key_is_made_once_and_is_for_the_hubs_own_user(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / PUBLIC) is None
    one, other = signing.key_of(tmp_path), signing.key_of(tmp_path)
    assert one.private_bytes_raw() == other.private_bytes_raw()
    assert stat.S_IMODE((tmp_path / signing.PRIVATE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / PUBLIC).stat().st_mode) == 0o640
    assert re.fullmatch(r"([0-9a-f]{4} ){15}[0-9a-f]{4}", str(fingerprint(tmp_path / PUBLIC)))


def test_a_damaged_key_is_never_silently_replaced(tmp_path: Path) -> None:
    (tmp_path / signing.PRIVATE).write_text("no key")
    with pytest.raises(CarehubError, match="restore it from a backup"):
        signing.key_of(tmp_path)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--device", "Toaster"), 'no device "Toaster" is known'),
        (("--from", "2026-11-03", "--to", "2026-11-01"), "ends before it begins"),
        (("--from", "tuesday"), "is no time"),
        (("--about", "2026-11-03", "--from", "2026-11-03"), "--about, or --from and --to"),
    ],
)
def test_what_cannot_be_asked_says_why(home: Path, words: tuple[str, ...], says: str) -> None:
    result = run(home, *words)
    assert result.exit_code != 0
    assert says in result.stderr + str(result.exception)


def test_a_folder_that_is_not_empty_is_left_alone(home: Path) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "letter").write_text("Dear Sue")
    result = run(home, "--from", "2026-11-03", "--to", "2026-11-03", "--out", str(home / "mine"))
    assert isinstance(result.exception, CarehubError) and "not empty" in str(result.exception)
    assert [file.name for file in (home / "mine").iterdir()] == ["letter"]


# the report, from the same home


def test_a_report_of_the_same_home(home: Path) -> None:
    words = ["--from", "2026-11-02", "--to", "2026-11-05", "--config", str(home / "hub.toml")]
    table, as_json = (CliRunner().invoke(report, [*words, *more]) for more in ([], ["--json"]))
    assert table.exit_code == 0 and re.search(r"acknowledged within 60\s.*0 %", table.output)
    assert json.loads(as_json.output)["raised"] == 1
    csv, html = home / "figures.csv", home / "figures.html"
    written = CliRunner().invoke(report, [*words, "--csv", str(csv), "--html", str(html)])
    assert written.exit_code == 0
    assert csv.read_text().splitlines()[:2] == [
        "measure,of,value,unit,known,not known",
        "raised,life and urgent,1,incidents,,",
    ]
    whole = html.read_text()
    for fetched in ("<script", "<link", "<img", "http:", "https:", "url(", "@import"):
        assert fetched not in whole
    for name in ("Anna", "Ben", "Mary", "7700"):
        assert name not in csv.read_text() + whole
