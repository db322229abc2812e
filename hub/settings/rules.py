"""What a single setting may say. Each rule gives the words of what was expected, or nothing if the value is fine."""

import ipaddress
import re
from collections.abc import Callable
from datetime import timedelta
from difflib import get_close_matches
from functools import partial
from typing import Any, get_args
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers

from hub.core.hours import daily, parse
from hub.core.rota import moment
from hub.model.events import READING_KINDS
from hub.model.household import SPOKEN_OF, Climbs
from hub.model.ids import CENTRE
from hub.model.kinds import KINDS
from hub.settings.calls import flow
from hub.settings.durations import written

Rule = Callable[[Any], str]

_HUB_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_UUID = re.compile(r"[0-9A-Fa-f]{4}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_WHOLE_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_BYTES = re.compile(r"([0-9A-Fa-f]{2})*")
_ADAPTER = re.compile(r"hci[0-9]{1,2}")
TOPIC_KINDS = sorted(READING_KINDS - {"in range"})
"""What a topic may speak of."""
CLIMBING_KINDS = [name for name, kind in KINDS.items() if kind.grave in get_args(Climbs) or kind.asked_once]
"""What a ladder may be for."""
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_IMEI = re.compile(r"[0-9]{15}")
_USSD = re.compile(r"[*#][0-9*#]{1,38}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def nearest(word: str, words: list[str]) -> str | None:
    """The word that was probably meant."""
    found = get_close_matches(word[:100], words, n=1, cutoff=0.6)
    return found[0] if found else None


def possible_phone(text: str) -> bool:
    """True if somebody could have this number."""
    found = number(text)
    return found is not None and phonenumbers.is_possible_number(found)


def valid_phone(text: str) -> bool:
    """True if the numbering plan knows this number (it does not know the numbers kept for drama)."""
    found = number(text)
    return found is not None and phonenumbers.is_valid_number(found)


def on_this_machine(url: str) -> bool:
    """True if the URL's host is this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def number(text: str) -> phonenumbers.PhoneNumber | None:
    """The number, if it is written as one."""
    if not _PHONE.fullmatch(text):
        return None
    try:
        return phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return None


def _phone(text: str) -> str:
    if not _PHONE.fullmatch(text):
        return "a phone number with + and country code, digits only"
    return "" if possible_phone(text) else "a phone number with as many digits as its country has"


def _sender(text: str) -> str:
    return _phone(text) if text else ""


def _hub_id(text: str) -> str:
    return "" if _HUB_ID.fullmatch(text) else "1 to 64 letters, digits, dots, dashes or underscores"


def _contact_id(text: str) -> str:
    return "another id, since that word means the care-response centre" if text == CENTRE else _words(text)


def _words(text: str) -> str:
    return "" if text.strip() == text and text else "a word or two, with no space before or after"


def _timezone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        close = nearest(text, sorted(available_timezones()))
        return f'"{close}"' if close else "the name of a timezone"
    return ""


def _moment(text: str) -> str:
    try:
        moment(text)
    except ValueError as refused:
        return f"a date: {refused}"
    return ""


def _time(text: str) -> str:
    return "" if _TIME.fullmatch(text) else "a time of day from 00:00 to 23:59"


def _hours(read: Callable[[str], Any], text: str) -> str:
    try:
        read(text)
    except ValueError as refused:
        return f"hours that can be read: {refused}"
    return ""


def _url(schemes: tuple[str, ...], text: str) -> str:
    parts = _split(text)
    if parts is None or parts.scheme not in schemes or not parts.hostname or parts.path.strip("/") or parts.query:
        return f"{' or '.join(f'{scheme}://' for scheme in schemes)} with a host, and a port if need be"
    if "@" in parts.netloc:
        return "a URL without a login: user and password have settings of their own"
    return ""


def _page(schemes: tuple[str, ...], text: str) -> str:
    parts = _split(text)
    if parts is None or parts.scheme not in schemes or not parts.hostname or "@" in parts.netloc or parts.fragment:
        return f"{' or '.join(f'{scheme}://' for scheme in schemes)} with a host and a path, and no login"
    return ""


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 and " " not in url else None
    except ValueError:
        return None


def _listen(text: str) -> str:
    parts = _split(f"tcp://{text}")
    fine = parts is not None and parts.hostname and parts.port and parts.netloc == text and "@" not in text
    return "" if fine else "an address of this machine and a port"


def _host(text: str) -> str:
    return (
        "" if _HOST.fullmatch(text) else "a name such as hub.example.org, in small letters, without https:// and port"
    )


def _address(text: str) -> str:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return "the address of a proxy, in figures"
    return ""


def _topic(text: str) -> str:
    return "" if text and not set(text) & set("+# ") and text.strip("/") == text else "a topic without +, # or spaces"


def _between(low: float, high: float, value: float) -> str:
    return "" if low <= value <= high else f"a number from {low:g} to {high:g}"


def _from_to(shortest: timedelta, longest: timedelta, value: timedelta) -> str:
    return "" if shortest <= value <= longest else f"{written(shortest)} to {written(longest)}"


def _at_least(shortest: timedelta, value: timedelta) -> str:
    return "" if value >= shortest else f"{written(shortest)} or more"


def _language(text: str) -> str:
    return "" if _LANGUAGE.fullmatch(text) else "a language tag"


def _uuid(text: str) -> str:
    return "" if _UUID.fullmatch(text) else "a characteristic's UUID of 4 or 36 letters"


def _notify_id(text: str) -> str:
    return "" if not text or _WHOLE_UUID.fullmatch(text) else "an id of 36 letters, as GOV.UK Notify shows it"


def _hexadecimal(text: str) -> str:
    return "" if _BYTES.fullmatch(text) else "bytes, each as two hexadecimal digits"


def _adapter(text: str) -> str:
    return "" if _ADAPTER.fullmatch(text) else "the name of a Bluetooth adapter, hci and a number"


def _path(text: str) -> str:
    return "" if not text or all(text.split(".")) else "names with single dots between them"


def _one_of(words: list[str], text: str) -> str:
    if text in words:
        return ""
    close = nearest(text, words)
    return f'"{close}"' if close else f"one of {', '.join(words)}"


def _imei(text: str) -> str:
    return "" if not text or _IMEI.fullmatch(text) else "the 15 digits of an IMEI"


def _ussd(text: str) -> str:
    return "" if not text or _USSD.fullmatch(text) else "a code of digits, * and #"


def _amount(text: str) -> str:
    """A pattern that finds an amount."""
    try:
        groups = re.compile(text).groups
    except re.error as refused:
        return f"a pattern that can be read: {refused}"
    return "" if not text or groups == 1 else "a pattern with one group in brackets, which is the amount"


_BROKER: Rule = partial(_url, ("mqtt", "mqtts"))
_WEB: Rule = partial(_url, ("https", "http"))
_PING: Rule = partial(_page, ("https", "http"))
_ROTA: Rule = partial(_hours, parse)
_NIGHT: Rule = partial(_hours, daily)

RULES: dict[str, Rule] = {
    "hub.id": _hub_id,
    "hub.timezone": _timezone,
    "hub.data": _words,
    "residents[].id": _contact_id,
    "residents[].name": _words,
    "residents[].phone": _phone,
    "residents[].needs[]": _words,
    "mqtt.url": _BROKER,
    "mqtt.user": _words,
    "mqtt.zigbee2mqtt_topic": _topic,
    "bluetooth.adapter": _adapter,
    "home_assistant.prefix": _topic,
    "rooms[].id": _words,
    "rooms[].name": _words,
    "devices[].id": _words,
    "devices[].name": _words,
    "devices[].formerly[]": _words,
    "devices[].bluetooth.acceleration.characteristic": _uuid,
    "devices[].bluetooth.acceleration.start_at": _uuid,
    "devices[].bluetooth.acceleration.start": _hexadecimal,
    "devices[].bluetooth.acceleration.counts_per_g": partial(_between, 1, 32768),
    "devices[].bluetooth.acceleration.rate": partial(_between, 1, 1000),
    "devices[].bluetooth.acceleration.most": partial(_between, 1, 256),
    "devices[].bluetooth.acceleration.every": partial(_between, 6, 240),
    "devices[].bluetooth.acceleration.skip": partial(_between, 0, 240),
    "topics[].topic": _topic,
    "topics[].kind": partial(_one_of, TOPIC_KINDS),
    "topics[].path": _path,
    "contacts[].id": _contact_id,
    "contacts[].name": _words,
    "contacts[].phone": _phone,
    "contacts[].language": _language,
    "residents[].language": _language,
    "contacts[].minutes_away": partial(_between, 0, 1440),
    "contacts[].hours": _ROTA,
    "contacts[].all_is_well": _time,
    "rota[].from": _moment,
    "rota[].until": _moment,
    "ladder[].repeat": partial(_between, 1, 20),
    "ladders[].name": _words,
    "ladders[].kinds[]": partial(_one_of, CLIMBING_KINDS),
    "ladders[].hours": _ROTA,
    "ladders[].rungs[].repeat": partial(_between, 1, 20),
    "visits[].id": _words,
    "visits[].name": _words,
    "visits[].hours": _ROTA,
    "visits[].agency": _words,
    "visits[].early": partial(_from_to, timedelta(0), timedelta(hours=3)),
    "visits[].late_after": partial(_from_to, timedelta(minutes=1), timedelta(hours=12)),
    "visits[].missed_after": partial(_from_to, timedelta(minutes=1), timedelta(hours=24)),
    "visits[].least": partial(_from_to, timedelta(minutes=1), timedelta(hours=1)),
    "visits[].most": partial(_from_to, timedelta(minutes=10), timedelta(hours=8)),
    "notices.hours": _ROTA,
    "readiness.hours": _ROTA,
    "readiness.every": partial(_at_least, timedelta(days=1)),
    "centre.url": _BROKER,
    "centre.user": _words,
    "sms.sender": _sender,
    "sms.api_base": _WEB,
    "sms.sender_id": _notify_id,
    "sms.template": _notify_id,
    "sms.least_credit": partial(_between, 0, 1000),
    "sms.second.sender": _sender,
    "sms.second.least_credit": partial(_between, 0, 1000),
    "sms.second.sender_id": _notify_id,
    "sms.second.template": _notify_id,
    "sms.second.api_base": _WEB,
    "modem.imei": _imei,
    "modem.least_signal": partial(_between, 0, 80),
    "modem.credit_code": _ussd,
    "modem.credit_pattern": _amount,
    "modem.least_credit": partial(_between, 0, 1000),
    "calls.flow": flow,
    "calls.night": _ROTA,
    "calls.sender": _sender,
    "calls.api_base": _WEB,
    "announce.kinds[]": partial(_one_of, list(SPOKEN_OF)),
    "audit.sms.sender": _sender,
    "audit.sms.sender_id": _notify_id,
    "audit.sms.template": _notify_id,
    "audit.sms.api_base": _WEB,
    "audit.sms.least_credit": partial(_between, 0, 1000),
    "audit.ping": _PING,
    "audit.every": partial(_from_to, timedelta(seconds=10), timedelta(minutes=2)),
    "pages.listen": _listen,
    "pages.names[]": _host,
    "pages.proxies[]": _address,
    "detectors.inactivity.night": _NIGHT,
    "detectors.inactivity.false_alarms": partial(_between, 0.05, 30),
    "detectors.inactivity.first_days": partial(_from_to, timedelta(days=3), timedelta(days=60)),
    "detectors.inactivity.one_room_for": partial(_from_to, timedelta(hours=8), timedelta(days=3)),
    "detectors.wandering.hours": _NIGHT,
    "detectors.wandering.back_by": _time,
    "detectors.night.hours": _NIGHT,
    "detectors.night.bathroom_visits": partial(_between, 1, 50),
    "detectors.night.bathroom_more": partial(_between, 1, 50),
    "detectors.night.wandering_rooms": partial(_between, 4, 50),
    "detectors.environment.cold_below": partial(_between, 5, 25),
    "detectors.environment.very_cold_below": partial(_between, 0, 20),
    "detectors.environment.hot_above": partial(_between, 20, 45),
    "detectors.environment.very_hot_above": partial(_between, 25, 49),
    "detectors.environment.damp_above": partial(_between, 40, 99),
    "detectors.appliances.on_above": partial(_between, 20, 10_000),
    "detectors.appliances.used_by": _time,
    "detectors.liveness.intervals": partial(_between, 1, 100),
    "retention.readings": partial(_at_least, timedelta(days=1)),
    "retention.incidents": partial(_at_least, timedelta(days=30)),
}
"""The rule of each setting that needs more than the right type."""

MOMENTS = frozenset({"rota[].from", "rota[].until"})
"""Dates, or dates and times: with or without quotes."""

MAY_BE_ZERO = frozenset({"visits[].early", "timers.cancel", "timers.ask", "timers.notices_apart",
                         "timers.travelling_extra",
                         "detectors.falls.first_week"})  # fmt: skip
"""Lengths of time that may be none at all: no time to cancel, no minutes on top, no first week."""
