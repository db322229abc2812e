"""A call is a message like a text: when it was made, what was said, what became of it, and that it was taken back."""

from pathlib import Path

from hub.core.state import Facts
from hub.model.effects import Accepted, Call, Unanswered
from hub.model.ids import EffectKey, IncidentId
from hub.shell.store import Store
from tests.shell.store_samples import ANNA, at, withdrawal


def call(n: int) -> Call:
    return Call(
        key=EffectKey(f"call-{n}"), at=at(n), to="anna", number=ANNA, says="Help button pressed.", purpose="alarm",
        expires=at(600), incident=IncidentId("e-1"), reference="K1",
    )  # fmt: skip


def test_a_call_is_kept_with_its_words_and_its_end(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.commit([], Facts(), Facts(), (call(1), call(2)))
    store.receipt(call(1).key, Accepted(provider_id="FN1"), at(3))
    store.receipt(call(1).key, Unanswered(because="busy"), at(20))
    store.commit([], Facts(), Facts(), (withdrawal(30),))
    one, other = store.messages_of(IncidentId("e-1"))
    assert (one.way, one.to, one.body, one.state, one.because) == (
        "call",
        "anna",
        "Help button pressed.",
        "done",
        "busy",
    )
    assert (other.state, other.because, other.settled) == ("withdrawn", "Anna is going", at(30))
    assert [(line.what, line.step, line.message) for line in store.trail_of(IncidentId("e-1"))] == [
        ("not called: alarm to anna", "withdrawn", "call-2"),
    ]  # fmt: skip
    store.close()
