"""The contact card: whole, escaped and folded so that every telephone reads it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.cards import card, escaped, folded, numbers
from hub.cli.card import card as command
from hub.model.household import Calls, Resident, Settings, Sms, TextProvider
from hub.model.ids import ResidentId
from tests.core.samples import ANNA, settings

SMS = Sms(provider="twilio", sender="+447700900000", account="AC0")
HOME = """
[hub]
id = "hub-0042"
[[residents]]
id = "mary"
name = "Mary S"
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[contacts]]
id = "nobody"
name = "No phone"
[[ladder]]
tell = ["anna"]
"""
TEXTS = """
[sms]
provider = "twilio"
sender = "+447700900000"
account = "AC0"
token = { env = "TOKEN" }
"""


def unfolded(text: str) -> list[str]:
    """As a reader puts it together again."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(text: str) -> str:
    letters, out = iter(text), ""
    for letter in letters:
        out += ({"n": "\n"}.get(after := next(letters), after)) if letter == "\\" else letter
    return out


def test_a_card_says_who_it_is_and_every_number() -> None:
    made = settings(sms=structs.replace(SMS, second=TextProvider(provider="twilio", sender="+447700900001")),
                    calls=Calls(flow="FW" + "0" * 32, sender="+447700900002"))  # fmt: skip
    assert unfolded(card(made, ANNA)) == [
        "BEGIN:VCARD", "VERSION:3.0", "N:CareHub for Mary S;;;;", "FN:CareHub for Mary S",
        "TEL;TYPE=CELL:+447700900000", "TEL;TYPE=CELL:+447700900001", "TEL;TYPE=CELL:+447700900002",
        "NOTE:Alarms come from here. Let this contact ring and show its texts when your phone is silenced.",
        "END:VCARD",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "known"),
    [(settings(), ()), (settings(sms=SMS), ("+447700900000",)),
     (settings(sms=structs.replace(SMS, sender="MG1")), ()),
     (settings(sms=SMS, calls=Calls(flow="FW" + "0" * 32)), ("+447700900000",))],
)  # fmt: skip
def test_only_numbers_that_can_be_known_stand_on_it_each_once(made: Settings, known: tuple[str, ...]) -> None:
    assert numbers(made) == known


def test_a_card_is_in_the_language_of_its_contact() -> None:
    assert "CareHub i Mary S" in card(settings(sms=SMS, contacts=(structs.replace(ANNA, language="cy"),)), ANNA)


@given(st.text(max_size=200))
def test_what_is_escaped_and_folded_comes_back(name: str) -> None:
    line = f"FN:{escaped(name)}"
    pieces = list(folded(line))
    assert all(len(piece.encode("utf-8", "surrogatepass")) <= 75 for piece in pieces)
    assert "".join(piece[1:] if n else piece for n, piece in enumerate(pieces)) == line
    assert unescaped(line[3:]) == name.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("name", ["O'Brien; Siôn, \\ 北京 🏥", "x" * 300, "é" * 100])
def test_nasty_names_break_no_card(name: str) -> None:
    made = settings(sms=SMS, residents=(Resident(id=ResidentId("mary"), name=name),))
    lines = unfolded(card(made, ANNA))
    assert unescaped(lines[3].removeprefix("FN:")) == f"CareHub for {name}"
    assert [line.split(":")[0] for line in lines] == ["BEGIN", "VERSION", "N", "FN", "TEL;TYPE=CELL", "NOTE", "END"]


def run(tmp_path: Path, *words: str, texts: str = TEXTS) -> tuple[int, str]:
    config = tmp_path / "hub.toml"
    config.write_text(HOME + texts)
    done = CliRunner().invoke(command, [*words, "--config", str(config), "--out", str(tmp_path / "cards")])
    return done.exit_code, done.output + done.stderr


def test_a_file_for_each_contact_with_a_phone(tmp_path: Path) -> None:
    code, said = run(tmp_path)
    assert (code, [path.name for path in (tmp_path / "cards").iterdir()]) == (0, ["carehub-anna.vcf"])
    assert "for Anna" in said
    assert (tmp_path / "cards" / "carehub-anna.vcf").read_bytes().startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")


def test_one_contact_by_name_and_nobody_of_another(tmp_path: Path) -> None:
    assert run(tmp_path, "Anna")[0] == 0
    assert run(tmp_path, "zoe")[0] != 0


def test_without_a_number_there_is_no_card(tmp_path: Path) -> None:
    code, said = run(tmp_path, texts="")
    assert (code, (tmp_path / "cards").exists()) == (1, False)
    assert "No number is known" in said
