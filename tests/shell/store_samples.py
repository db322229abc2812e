"""Incidents, events and effects to put into a store."""

from datetime import UTC, date, datetime, timedelta
from types import UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from hub.core.state import Facts
from hub.model.effects import (
    Announce,
    Call,
    Document,
    IncidentDocument,
    Purpose,
    Recorded,
    Result,
    SpanChanged,
    Text,
    Withdraw,
)
from hub.model.events import Reported, Said
from hub.model.ids import EffectKey, IncidentId
from hub.model.incidents import Incident

NOON = datetime(2026, 11, 2, 12, 0, 0, 123456, tzinfo=UTC)
ANNA, BEN = "+447700900111", "+447700900112"


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def reading(n: int, when: float | None = None) -> Reported:
    said = (Said("motion", n % 2 == 0), Said("battery", 87.0), Said("illuminance", 12.0))
    return Reported(at=at(n if when is None else when), source="zigbee2mqtt", name="hall motion", said=said, seen=at(n))


def incident(n: int, **given: Any) -> Incident:
    usual: dict[str, Any] = {
        "id": IncidentId(f"e-{n}"), "key": f"help 0x{n}", "kind": "help", "grave": "life", "state": "raised",
        "version": 1, "began": at(n), "because": "Help button pressed", "reference": f"K{n}",
    }  # fmt: skip
    return Incident(**(usual | given))


def text(n: int, of: int = 1, number: str = ANNA, purpose: Purpose = "alarm", lives: float = 600) -> Text:
    return Text(
        key=EffectKey(f"text-{n}"), at=at(n), to="anna", number=number, body="Help button pressed. 1 = I am going. K1",
        purpose=purpose, expires=at(n + lives), incident=IncidentId(f"e-{of}"), reference="K1",
    )  # fmt: skip


def call(n: int, of: int = 1, number: str = ANNA, purpose: Purpose = "alarm", lives: float = 600) -> Call:
    return Call(
        key=EffectKey(f"call-{n}"), at=at(n), to="anna", number=number, says="Press 1 if you are going.",
        purpose=purpose, expires=at(n + lives), incident=IncidentId(f"e-{of}"), reference="K1",
    )  # fmt: skip


def announce(n: int, of: int = 1, lives: float = 60) -> Announce:
    return Announce(
        key=EffectKey(f"e-{of}/announce/{n}"), at=at(n), incident=IncidentId(f"e-{of}"), text="I have heard you.",
        tone="heard", expires=at(n + lives),
    )  # fmt: skip


def document(n: int, of: int = 1, final: bool = False) -> Document:
    whole = IncidentDocument(
        id=IncidentId(f"e-{of}"), version=n, state="raised", cls="life", kind="help", room="hall", raised_at=at(0),
        because="Help button pressed", residents=("Mary",), needs=(), told=(), acknowledged_by=None, attending=None,
        next="Ben at 12:02", test=False, late=False,
    )  # fmt: skip
    key = EffectKey(f"document-{of}-{n}")
    return Document(key=key, at=at(n), incident=whole.id, version=n, document=whole, final=final)


def result(n: int, via: Literal["socket", "centre", "sms"] = "centre") -> Result:
    return Result(key=EffectKey(f"result-{n}"), at=at(n), via=via, id=f"c{n}", ok=True, because="")


def withdrawal(n: int, of: int = 1, purposes: tuple[Purpose, ...] = ("alarm", "question")) -> Withdraw:
    key = EffectKey(f"withdraw-{n}")
    return Withdraw(key=key, at=at(n), incident=IncidentId(f"e-{of}"), purposes=purposes, because="Anna is going")


def recorded(n: int, of: int | None = 1) -> Recorded:
    about = None if of is None else IncidentId(f"e-{of}")
    return Recorded(
        key=EffectKey(f"audit-{n}"), at=at(n), who="Anna", what="acknowledged", because="text", incident=about
    )


def span(n: float, status: str, subject: str = "device:0x1") -> SpanChanged:
    return SpanChanged(key=EffectKey(f"span-{n}"), at=at(n), subject=subject, status=status, because="it spoke")


def facts(*open_ones: Incident, **rest: Any) -> Facts:
    return Facts(open={one.id: one for one in open_ones}, **rest)


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    datetime: st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    date: st.dates(),
    timedelta: st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(max_size=12),
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    bytes: st.binary(max_size=40),
    type(None): st.none(),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Whatever the type allows."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, NewType):
        return any_of(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.builds(kind, **{field.name: any_of(field.type) for field in msgspec.structs.fields(kind)})
    return _generic(get_origin(kind), get_args(kind))


def _generic(origin: Any, args: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, UnionType):
        return st.one_of(*(any_of(arg) for arg in args))
    if origin is tuple and args[-1] is not Ellipsis:
        return st.tuples(*(any_of(arg) for arg in args))
    if origin is tuple:
        return st.lists(any_of(args[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(any_of(args[0]), any_of(args[1]), max_size=3)
    raise TypeError(f"no examples of {origin} {args}")
