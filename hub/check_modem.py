"""Would the modem take a text, and has its SIM credit?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from hub.check_line import Fetch, Line, no_secret
from hub.model.errors import SettingsError
from hub.model.household import Modem, Settings

if TYPE_CHECKING:
    from connectors.modem.credit import Left, Unread
    from connectors.modem.failures import Failed as NotAsked


def modem(settings: Settings, live: bool, fetch: Fetch) -> Iterator[Line]:
    """Looks at the modem, which costs nothing. `live`: also sees whether it may text, and asks for the SIM's credit."""
    from connectors.modem.probe import look

    if settings.modem.pin is not None:
        try:
            fetch(settings.modem.pin)
        except SettingsError as missing:
            yield no_secret("modem", missing)
            return
    seen = look(settings.modem, live=live, has_pin=settings.modem.pin is not None)
    if seen.because or seen.modem is None:
        yield Line("bad", "modem", f"No text can leave by it: {seen.because}.", seen.do)
        return
    number = ", ".join(seen.modem.own_numbers) or "not told by the SIM"
    sim = f"{seen.modem.operator or 'a network without a name'}, signal {seen.modem.signal} %, own number {number}"
    if seen.modem.signal < settings.modem.least_signal:
        yield Line("warn", "modem", f"Its signal is weak: {sim}.", "Move it to a window, or give it an antenna.")
    else:
        yield Line("ok", "modem", f"It is ready: {sim}.")
    if seen.credit is not None:
        yield _credit(seen.credit, settings.modem)


def _credit(credit: "Left | Unread | NotAsked", modem: Modem) -> Line:
    from connectors.modem.credit import Left, Unread

    if isinstance(credit, Left):
        ok: Literal["ok", "warn", "bad"] = (
            "bad" if credit.amount <= 0 else "warn" if credit.amount < modem.least_credit else "ok"
        )
        return Line(ok, "modem", f"The SIM's credit: {credit.said}", "" if ok == "ok" else "Pay in.")
    if isinstance(credit, Unread):
        says = f"The network's answer about the SIM's credit cannot be read: \"{credit.said}\"."
        return Line("warn", "modem", says, "Compare modem.credit_pattern with it.")
    says = f"The network does not answer {modem.credit_code} ({credit.word or 'nothing came back'})."
    return Line("warn", "modem", says, "Ask it how its credit is told; leave credit_code out if it cannot be asked so.")
