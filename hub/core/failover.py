"""Which way a text is tried by first, and what a failure of one way means while there is another. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from msgspec import Struct, structs

from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain, Unanswered

ASK_FIRST, ASK_LATER = timedelta(seconds=30), timedelta(minutes=5)
"""When a way that failed is asked whether it works again, and at the latest after each time that it does not (our
choice): a hiccup is over in half a minute, and an account that is locked need not be asked all night."""

THE_PHONE = ("", "opt-out")
"""The `fault` of a refusal that comes from the number: another way to the same phone would be refused too, and whoever
opted out of our texts did not mean those of one provider."""


class Standing(Struct, frozen=True):
    """How one way is doing. `up`: not known (None) until it took something or failed."""

    name: str
    up: bool | None = None
    because: str = ""
    ask_at: datetime | None = None
    wait: timedelta = ASK_FIRST


def order(ways: Sequence[Standing], tried: Collection[str] = ()) -> tuple[str, ...]:
    """The names in the order in which a text is tried: as in the settings, but those that are down after the others.

    `tried`: the ways that took this very text and could not deliver it; they come last.
    """
    return tuple(way.name for way in sorted(ways, key=lambda way: (way.name in tried, way.up is False)))


def works(way: Standing) -> Standing:
    """It took a text, or says that it would."""
    return Standing(way.name, up=True)


def failed(way: Standing, at: datetime, because: str) -> Standing:
    """It could not take a text, for a reason of its own. One that was down already is asked when it was to be asked."""
    if way.up is False:
        return structs.replace(way, because=because)
    return Standing(way.name, up=False, because=because, ask_at=at + ASK_FIRST)


def asked_in_vain(way: Standing, at: datetime) -> Standing:
    """It does not work yet: it is asked again, each time after twice as long."""
    wait = min(ASK_LATER, 2 * way.wait)
    return structs.replace(way, wait=wait, ask_at=at + wait)


def sooner(way: Standing, at: datetime) -> Standing:
    """Something else shows that it may work again: it is asked now."""
    return structs.replace(way, ask_at=at) if way.up is False else way


def due(ways: Sequence[Standing]) -> datetime | None:
    """When the next way that is down is asked."""
    return min((way.ask_at for way in ways if way.ask_at is not None), default=None)


def another_may(receipt: Receipt) -> bool:
    """Whether it is the way that failed, so that another may take the text."""
    match receipt:
        case TryAgain():
            return receipt.way_fails
        case Refused():
            return receipt.fault not in THE_PHONE
        case Accepted() | Delivered() | Unanswered():
            return False


def unsure(receipt: Receipt) -> bool:
    """Whether it may have gone out all the same: nothing came back, or the provider itself broke down (5xx)."""
    if not isinstance(receipt, TryAgain):
        return False
    return (receipt.code is None and not receipt.unreachable) or 500 <= (receipt.code or 0) < 600


def breaks(receipt: Receipt) -> bool:
    """Whether the next text would fare no better: the account, the network, or the provider itself. Not for 429."""
    return another_may(receipt) and isinstance(receipt, TryAgain) and (receipt.unreachable or unsure(receipt))


def together(failures: Sequence[Receipt]) -> Receipt:
    """What several ways that failed mean as one: it may go later if one of them may.

    If one may have sent it after all, that is what counts: it is asked before it is sent again.
    """
    later = [each for each in failures if isinstance(each, TryAgain)]
    if not later:
        return failures[0]
    known = next((each for each in later if unsure(each)), later[0])
    waits = [each.after for each in later if each.after is not None]
    because = "; ".join(dict.fromkeys(each.because for each in later))
    return structs.replace(known, because=because, after=min(waits, default=None))
