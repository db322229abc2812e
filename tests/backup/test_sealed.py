"""A sealed file is read with its passphrase, whole, or not at all."""

import io

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from hub.backup.sealed import COST, HEAD, MAGIC, PIECE, TAG, NoBackup, sealed, sealed_size, unsealed

WORDS = "four tall green kettles"
pytestmark = pytest.mark.usefixtures("cheap")
AS_IT_IS = how(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def made(*pieces: bytes) -> bytes:
    return b"".join(sealed(iter(pieces), WORDS))


def read(file: bytes, words: str = WORDS) -> bytes:
    return b"".join(unsealed(io.BytesIO(file), words))


def why(file: bytes, words: str = WORDS) -> str:
    with pytest.raises(NoBackup) as refused:
        read(file, words)
    return refused.value.why


@AS_IT_IS
@given(st.lists(st.binary(max_size=50), max_size=5), st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE]))
def test_what_goes_in_comes_out(pieces: list[bytes], more: int) -> None:
    plain = b"".join((*pieces, b"x" * more))
    file = made(*pieces, b"x" * more)
    assert read(file) == plain and len(file) == sealed_size(len(plain))
    assert b"x" * 40 not in file


@AS_IT_IS
@given(st.data())
def test_whatever_is_changed_or_cut_is_noticed(data: st.DataObject) -> None:
    file = made(b"a" * 300)
    at = data.draw(st.integers(0, len(file) - 1))
    if data.draw(st.booleans()):
        assert why(file[:at]) in ("not one", "damaged")
    else:
        changed = bytearray(file)
        changed[at] ^= data.draw(st.integers(1, 255))
        assert why(bytes(changed)) in ("not one", "newer", "damaged", "passphrase")
    assert why(file + b"more") == "damaged"


def test_pieces_cannot_be_cut_off_swapped_or_doubled() -> None:
    file = made(b"a" * PIECE, b"b" * PIECE, b"c" * PIECE)
    head, rest = file[:HEAD], file[HEAD:]
    a, b, c = (rest[n * (PIECE + TAG) :][: PIECE + TAG] for n in range(3))
    for pieces in ((a, b), (a,), (), (b, a, c), (a, a, b, c), (a, c), (c,)):
        assert why(head + b"".join(pieces)) == "damaged"


def test_each_mistake_has_its_words() -> None:
    file = made(b"a")
    assert why(file, "four tall green kettlez") == "passphrase"
    assert why(b"") == why(b"PK\3\4" + bytes(200)) == why(MAGIC[:5]) == "not one"
    later = bytearray(file)
    later[len(MAGIC)] = 2
    assert why(bytes(later)) == "newer"
    greedy = bytearray(file)
    greedy[len(MAGIC) + 1] = 30  # a terabyte of memory for one try
    assert why(bytes(greedy)) == "damaged"


def test_a_passphrase_costs_whoever_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert COST >= 16 and made(b"a") != made(b"a")
