"""What must leave the house: in order, once if it can be known, and not when it is no longer true."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hub.core.state import Facts
from hub.model.effects import Accepted, Delivered, Effect, Refused, TryAgain, Unanswered
from hub.model.ids import EffectKey
from hub.shell.store import Row, Store
from tests.shell.store_samples import ANNA, BEN, announce, at, call, document, reading, result, text, withdrawal

NOTHING = Facts()
TEXT = EffectKey("text-1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path)
    yield store
    store.close()


def commit(store: Store, *effects: Effect) -> None:
    seq = store.recover().last_seq + 1
    store.commit([Row(seq, reading(seq))], NOTHING, NOTHING, effects)


def restarted(store: Store, folder: Path) -> Store:
    store._disk.conn.close()
    return Store.open(folder)


def waiting(store: Store) -> list[str]:
    return [one.effect.key for one in store.waiting()]


def state(store: Store, key: str) -> tuple[str, str | None]:
    found = store._disk.conn.execute("SELECT state, because FROM outbox WHERE key = ?", (key,)).fetchone()
    return (found[0], found[1])


def test_effects_wait_in_order_each_in_its_lane(store: Store) -> None:
    commit(store, text(2, number=BEN), text(1))
    commit(store, result(1), document(1, of=7), text(3))
    assert waiting(store) == ["text-2", "text-1", "result-1", "document-7-1", "text-3"]
    lanes = [one.lane for one in store.waiting()]
    assert lanes == [f"text/{BEN}", f"text/{ANNA}", "centre/result", "centre/incident/e-7", f"text/{ANNA}"]


def test_a_call_has_a_lane_of_its_own_and_is_taken_back_like_a_text(store: Store) -> None:
    commit(store, text(1), call(2), call(3, number=BEN), call(4, of=2))
    assert [one.lane for one in store.waiting()] == [
        f"text/{ANNA}", f"call/{ANNA}", f"call/{BEN}", f"call/{ANNA}",
    ]  # fmt: skip
    commit(store, withdrawal(5))
    assert waiting(store) == ["call-4"]
    assert store.expire(at(4 + 600)) == ["call-4"]


def test_of_what_is_said_in_the_home_only_the_newest_of_an_incident_waits_and_not_for_long(store: Store) -> None:
    commit(store, announce(1), announce(2, of=2), text(3))
    commit(store, announce(4))
    assert waiting(store) == ["e-2/announce/2", "text-3", "e-1/announce/4"]
    assert {one.lane for one in store.waiting()} == {"announce/e-1/en-GB", "announce/e-2/en-GB", f"text/{ANNA}"}
    commit(store, withdrawal(5))
    assert waiting(store) == ["e-2/announce/2"], "somebody is going: that others are asked is no longer true"
    assert store.expire(at(2 + 59)) == [] and store.expire(at(2 + 60)) == ["e-2/announce/2"]
    store.receipt(EffectKey("e-1/announce/4"), Accepted(), at(6))
    assert store.unsettled(at(7)) == () and store.ringing(at(7)) == ()


def test_a_call_is_followed_until_it_is_over(store: Store) -> None:
    commit(store, text(1), call(2), call(3))
    for key in ("text-1", "call-2", "call-3"):
        store.receipt(EffectKey(key), Accepted(provider_id=f"of {key}"), at(4))
    assert store.ringing(at(5)) == ((call(2), "of call-2"), (call(3), "of call-3"))
    assert [sid for _, sid in store.unsettled(at(5))] == ["of text-1"]
    store.receipt(EffectKey("call-2"), Unanswered(because="busy"), at(6))
    store.receipt(EffectKey("call-3"), Delivered(), at(6))
    assert store.ringing(at(7)) == ()
    assert state(store, "call-2") == ("done", "busy")


def test_a_call_that_was_taken_back_rings_in_vain_until_it_is_over(store: Store) -> None:
    commit(store, call(2), call(3))
    store.begin(EffectKey("call-3"), at(4))
    store.receipt(EffectKey("call-2"), Accepted(provider_id="of call-2"), at(4))
    assert store.ringing_in_vain(at(5)) == ()
    commit(store, withdrawal(5))
    assert store.ringing_in_vain(at(5)) == ((call(2), "of call-2"),)
    store.receipt(EffectKey("call-3"), Accepted(provider_id="of call-3"), at(6))
    assert [sid for _, sid in store.ringing_in_vain(at(6))] == ["of call-2", "of call-3"], (
        "it was being begun just then"
    )
    store.receipt(EffectKey("call-2"), Unanswered(because="hung up"), at(7))
    assert [sid for _, sid in store.ringing_in_vain(at(7))] == ["of call-3"]


def test_a_result_for_the_socket_is_not_kept(store: Store) -> None:
    commit(store, result(1, "socket"), result(2, "sms"), result(3, "centre"))
    assert waiting(store) == ["result-3"]


def test_the_same_key_is_the_same_effect(store: Store) -> None:
    commit(store, text(1), text(1))
    commit(store, text(1))
    store.receipt(TEXT, Accepted(provider_id="SM1"), at(2))
    commit(store, text(1))
    assert waiting(store) == []


def test_only_the_newest_document_of_an_incident_waits(store: Store) -> None:
    commit(store, document(1, of=1), document(1, of=2))
    commit(store, document(2, of=1), document(3, of=1, final=True))
    assert waiting(store) == ["document-2-1", "document-1-3"]
    assert state(store, "document-1-1") == ("withdrawn", "version 2 says more")


def test_a_repeated_old_document_takes_back_nothing(store: Store) -> None:
    commit(store, document(1), document(2))
    commit(store, document(1))
    assert waiting(store) == ["document-1-2"]


def test_a_withdrawal_takes_back_what_is_no_longer_true(store: Store) -> None:
    other, outcome = text(2, of=2), text(3, purpose="outcome")
    commit(store, text(1), other, outcome, text(4, purpose="question"), document(1))
    commit(store, withdrawal(5))
    assert waiting(store) == ["text-2", "text-3", "document-1-1"]
    assert state(store, "text-1") == ("withdrawn", "Anna is going")


def test_a_withdrawal_does_not_reach_what_comes_after_it(store: Store) -> None:
    commit(store, withdrawal(1), text(2))
    assert waiting(store) == ["text-2"]


def test_what_was_withdrawn_on_its_way_and_went_all_the_same_counts_as_sent(store: Store) -> None:
    commit(store, text(1))
    assert store.begin(TEXT, at(1))
    commit(store, withdrawal(2))
    store.receipt(TEXT, Accepted(provider_id="SM1"), at(3))
    assert state(store, TEXT)[0] == "sent"
    assert store.unsettled(at(4)) == ((text(1), "SM1"),)


def test_what_was_withdrawn_must_not_be_begun(store: Store) -> None:
    commit(store, text(1))
    commit(store, withdrawal(2))
    assert not store.begin(TEXT, at(3))
    assert not store.begin(EffectKey("never heard of"), at(3))


@pytest.mark.parametrize("sent", [False, True])
def test_a_withdrawn_text_is_not_tried_again(store: Store, sent: bool) -> None:
    commit(store, text(1))
    if sent:
        store.receipt(TEXT, Accepted(provider_id="SM1"), at(1))
    commit(store, withdrawal(2))
    store.receipt(TEXT, TryAgain(because="the phone is off", code=30003), at(3))
    assert waiting(store) == []
    assert state(store, TEXT)[0] == "withdrawn"


def test_trying_again(store: Store) -> None:
    commit(store, text(1))
    store.receipt(TEXT, TryAgain(because="429", code=429), at(2), not_before=at(7))
    store.receipt(TEXT, TryAgain(because="429", code=429), at(8), not_before=at(20))
    (one,) = store.waiting()
    assert (one.tries, one.not_before) == (2, at(20))
    assert store.due(at(19)) == []
    assert store.due(at(20)) == [one]


def test_a_phone_that_was_off_gets_it_again(store: Store) -> None:
    commit(store, text(1))
    store.begin(TEXT, at(1))
    store.receipt(TEXT, Accepted(provider_id="SM1"), at(2))
    store.receipt(TEXT, TryAgain(because="the phone is off", code=30003), at(9), not_before=at(60))
    (one,) = store.waiting()
    assert (one.tries, one.not_before, one.fate_unknown) == (1, at(60), False)


def test_a_slow_lane_blocks_no_other_but_keeps_its_order(store: Store) -> None:
    commit(store, text(1), text(2), text(3, number=BEN))
    store.receipt(TEXT, TryAgain(because="429", code=429), at(4), not_before=at(60))
    assert [one.effect.key for one in store.due(at(5))] == ["text-3"]
    assert [one.effect.key for one in store.due(at(60))] == ["text-1", "text-3"]


def test_what_is_too_late_expires_and_frees_its_lane(store: Store) -> None:
    commit(store, text(1, lives=10), text(2, lives=99), document(1))
    assert [one.effect.key for one in store.due(at(11))] == ["text-2", "document-1-1"]
    assert store.expire(at(10.9)) == []
    assert store.expire(at(11)) == ["text-1"]
    assert store.expire(at(11)) == []
    assert state(store, "text-1")[0] == "expired"
    assert waiting(store) == ["text-2", "document-1-1"]


def test_what_expired_on_its_way_and_went_counts_as_sent(store: Store) -> None:
    commit(store, text(1, lives=10))
    store.begin(TEXT, at(10))
    store.expire(at(11))
    store.receipt(TEXT, TryAgain(because="a time-out"), at(12))
    assert state(store, TEXT)[0] == "expired"
    store.receipt(TEXT, Accepted(provider_id="SM1"), at(13))
    assert state(store, TEXT)[0] == "sent"


def test_refused_for_good(store: Store) -> None:
    commit(store, text(1))
    store.receipt(TEXT, Refused(because="the number is a landline", code=30006), at(2))
    assert waiting(store) == []
    assert state(store, TEXT) == ("done", "the number is a landline")


def test_receipts_out_of_order_and_repeated(store: Store) -> None:
    commit(store, text(1))
    store.receipt(TEXT, Delivered(), at(2))
    for late in (Accepted(provider_id="SM1"), TryAgain(because="late"), Refused(because="late"), Delivered()):
        store.receipt(TEXT, late, at(3))
    assert state(store, TEXT) == ("done", None)


def test_fate_is_unknown_only_after_a_begin(store: Store, tmp_path: Path) -> None:
    commit(store, text(1), text(2), document(1))
    store.begin(TEXT, at(3))
    again = restarted(store, tmp_path)
    assert [one.fate_unknown for one in again.waiting()] == [True, False, False]
    again.close()


@pytest.mark.parametrize(
    ("receipt", "unknown"),
    [
        (TryAgain(because="a time-out"), True),
        (TryAgain(because="server error", code=503), True),
        (TryAgain(because="too many", code=429), False),
        (TryAgain(because="the phone is off", code=30003), False),
    ],
)
def test_fate_after_a_failure(store: Store, receipt: TryAgain, unknown: bool) -> None:
    commit(store, text(1))
    store.begin(TEXT, at(2))
    store.receipt(TEXT, receipt, at(3))
    assert [one.fate_unknown for one in store.waiting()] == [unknown]


def test_deliveries_are_asked_after_for_a_day(store: Store) -> None:
    commit(store, text(1), text(2, number=BEN), text(3), document(1), result(1))
    store.receipt(TEXT, Accepted(provider_id="SM1"), at(2))
    store.receipt(EffectKey("text-2"), Accepted(), at(2))  # the console has no ids to ask for
    for key in ("document-1-1", "result-1"):
        store.receipt(EffectKey(key), Accepted(), at(2))
    assert store.unsettled(at(3)) == ((text(1), "SM1"),) == store.unsettled()
    assert store.unsettled(at(1 + 86_400)) == ((text(1), "SM1"),)
    assert store.unsettled(at(2 + 86_400)) == ()


def test_depth(store: Store) -> None:
    assert store.depth() == (0, None)
    commit(store, text(5), text(3))
    assert store.depth() == (2, at(3))
    store.receipt(EffectKey("text-3"), Accepted(), at(6))
    assert store.depth() == (1, at(5))


def test_old_settled_rows_go_and_waiting_ones_never(store: Store) -> None:
    commit(store, text(1), text(2), document(1))
    store.receipt(TEXT, Delivered(), at(3))
    assert store.purge_outbox(at(1) + timedelta(days=30)) == 0
    assert store.purge_outbox(at(2) + timedelta(days=30)) == 1
    assert waiting(store) == ["text-2", "document-1-1"]
    assert store.purge_outbox(at(2) + timedelta(days=3000)) == 0
