"""Other people's numbers are in no form of writing left in what the resident gets; her own stay."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from hub.records.redaction import REMOVED, Redaction

OWN = "+447700900100"
REDACTION = Redaction([OWN, None])


def digits(words: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", words))


def written(number: str, form: int, between: str) -> str:
    """A UK number as people write it."""
    rest = number.removeprefix("+44")
    return [
        number, f"0{rest}", f"0044{rest}", f"44{rest}", rest, f"0{rest[:4]}{between}{rest[4:]}",
        f"+44{between}{rest[:4]}{between}{rest[4:7]}{between}{rest[7:]}", f"+44 (0){rest[:4]} {rest[4:]}",
        f"(0{rest[:4]}){between}{rest[4:]}", between.join(f"0{rest}"),
    ][form]  # fmt: skip


NUMBERS = st.integers(700_900_000, 700_900_999).map(lambda n: f"+447{n}").filter(lambda number: number != OWN)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Nd", "No", "Nl", "Cs"]), max_size=20)


@given(NUMBERS, st.integers(0, 9), st.sampled_from([" ", "-", ".", "\u00a0", "\u2013", " - ", "/"]), WORDS, WORDS)
def test_no_other_number_is_left_in_any_form(number: str, form: int, between: str, before: str, after: str) -> None:
    shown = REDACTION.text(f"{before}{written(number, form, between)}{after}")
    assert number[-9:] not in digits(shown)
    assert REMOVED in shown


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 9)), min_size=1, max_size=4), st.lists(WORDS, min_size=5, max_size=5))
def test_nor_among_others_and_beside_her_own(numbers: list[tuple[str, int]], words: list[str]) -> None:
    said = OWN.join(f"{words[n]} {written(number, form, ' ')} " for n, (number, form) in enumerate(numbers))
    shown = REDACTION.text(said)
    for number, _ in numbers:
        assert number[-9:] not in digits(shown)


def test_her_own_number_stays_and_so_does_what_is_none() -> None:
    for said in (
        "ring 07700 900100", "ring +44 7700 900100.", "No movement since 07:42 (usually by 07:15)", "error 30003",
        "late: the hub was off from 10:00 to 12:00", "kept since 2026-11-02 08:30", "4 November 2026 18:30",
        "20 texts in the last hour", "K7, M7", "12 Elm Rd",
    ):  # fmt: skip
        assert REDACTION.text(said) == said
    assert REDACTION.number(OWN) == OWN and REDACTION.number("") == ""
    assert REDACTION.number("+447700900111") == REMOVED
