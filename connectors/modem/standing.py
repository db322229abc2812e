"""Can the modem send texts now; if not, why not, and who can mend it? Pure."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from connectors.modem.failures import Failed, blame
from connectors.modem.words import MESSAGING, MODEM, NETWORK, TRIES_UNKNOWN, USSD, Lock, Registration, State, WhyFailed

Tree = Mapping[str, Mapping[str, Mapping[str, object]]]
Kind = Literal[
    "ready", "service", "access", "no modem", "another modem", "failed", "sim missing", "sim", "pin", "puk", "locked",
    "off", "starting", "no network", "not accepted", "no texts",
]  # fmt: skip

SAYS: dict[Kind, str] = {
    "ready": "the modem can send texts",
    "no modem": "there is no modem",
    "another modem": "the modem with the IMEI of the settings is not there",
    "failed": "the modem has failed",
    "sim missing": "the SIM is missing",
    "sim": "the SIM cannot be read",
    "pin": "the SIM asks for a PIN",
    "puk": "the SIM asks for its PUK",
    "locked": "the modem is locked to another network",
    "off": "the modem is switched off",
    "starting": "the modem is starting",
    "no network": "no network here",
    "not accepted": "the network does not accept this SIM",
    "no texts": "this modem cannot send texts",
}
DO: dict[Kind, str] = {
    "ready": "",
    "service": "sudo apt install modemmanager, then sudo systemctl enable --now ModemManager.",
    "access": "Put systemd/carehub-modem.rules into /etc/polkit-1/rules.d, and restart polkit.",
    "no modem": "Is it plugged in? mmcli -L shows what ModemManager found; some need usb_modeswitch.",
    "another modem": "Compare modem.imei with mmcli -m any.",
    "failed": "Pull it out and put it back; look at journalctl -u ModemManager.",
    "sim missing": "Put the SIM in, the right way round, and press until it clicks.",
    "sim": "Take the SIM out, clean it and put it back; if it stays so, it is broken.",
    "pin": "Switch the PIN off in a phone, or set modem.pin.",
    "puk": "Put the SIM into a phone, enter the PUK from its card, and switch the PIN off.",
    "locked": "Use a modem that is not locked, or a SIM of the network that sold it.",
    "off": "mmcli -m any --enable",
    "starting": "Wait a minute.",
    "no network": "Move the modem to a window, or give it an antenna; compare other networks' coverage.",
    "not accepted": "Is the SIM active and paid for? Try it in a phone.",
    "no texts": "Use a modem that ModemManager can text with.",
}
MEND: frozenset[Kind] = frozenset({
    "access", "another modem", "sim missing", "sim", "pin", "puk", "locked", "not accepted", "no texts",
})  # fmt: skip
"""What no waiting mends: a person must come."""

PIN_TRIES = 3
"""Tries that a SIM has before anybody mistyped. With fewer left a wrong PIN was entered already, and the rest is for
people: after three a SIM wants its PUK (ETSI TS 102 221, 9.5.1)."""


class Modem(Struct, frozen=True, kw_only=True):
    """One modem, as ModemManager sees it. `signal` in percent. `messages`: paths; None if it cannot text now.

    `tries`: how often the SIM's PIN may still be entered wrongly; None if the modem cannot tell.
    """

    path: str
    sim: str
    state: int
    why: int
    lock: int
    tries: int | None
    signal: int
    operator: str
    registration: int
    own_numbers: tuple[str, ...]
    imei: str
    model: str
    messages: tuple[str, ...] | None
    ussd: bool


class Standing(Struct, frozen=True):
    """How the way out stands. `because` is half a sentence without a full stop."""

    kind: Kind
    because: str
    modem: Modem | None = None

    @property
    def do(self) -> str:
        """What a person should do."""
        return DO[self.kind]


def modems(tree: Tree) -> tuple[Modem, ...]:
    """Every modem of ModemManager's objects, in order of their IMEI: paths change with every start."""
    found = (_modem(path, held) for path, held in tree.items() if MODEM in held)
    return tuple(sorted(found, key=lambda modem: (modem.imei, modem.path)))


def standing(tree: Tree | Failed, imei: str = "") -> Standing:
    """How the way out stands, by what ModemManager says or by why it says nothing. `imei`: which modem is ours."""
    if isinstance(tree, Failed):
        who, because = blame(tree)
        return Standing("access" if who == "access" else "service", because)
    found = modems(tree)
    mine = [modem for modem in found if modem.imei == imei] if imei else list(found)
    if not mine:
        kind: Kind = "another modem" if found else "no modem"
        return Standing(kind, SAYS[kind])
    best = max(mine, key=lambda modem: modem.state >= State.REGISTERED)
    kind = _kind(best)
    return Standing(kind, SAYS[kind], best)


def _kind(modem: Modem) -> Kind:
    if modem.state == State.FAILED:
        return _FAILED.get(modem.why, "failed")
    if modem.lock not in (Lock.NONE, Lock.SIM_PIN2, Lock.SIM_PUK2) and modem.state == State.LOCKED:
        return _LOCKED.get(modem.lock, "locked")
    if modem.state in _BEFORE:
        return _BEFORE[modem.state]
    if modem.state < State.REGISTERED:
        return "not accepted" if modem.registration in _UNWANTED else "no network"
    return "ready" if modem.messages is not None else "no texts"


_FAILED: dict[int, Kind] = {
    WhyFailed.SIM_MISSING: "sim missing",
    WhyFailed.SIM_ERROR: "sim",
    WhyFailed.ESIM_WITHOUT_PROFILES: "sim missing",
}
_LOCKED: dict[int, Kind] = {Lock.UNKNOWN: "starting", Lock.SIM_PIN: "pin", Lock.SIM_PUK: "puk"}
_BEFORE: dict[int, Kind] = {
    State.UNKNOWN: "starting", State.INITIALIZING: "starting", State.LOCKED: "starting",
    State.DISABLED: "off", State.DISABLING: "off", State.ENABLING: "starting",
}  # fmt: skip
_UNWANTED = (Registration.DENIED, Registration.EMERGENCY_ONLY)


def may_enter_pin(modem: Modem) -> bool:
    """True if a PIN may be tried: never where one was wrong already, and never blindly.

    The SIM itself counts, so that this holds across restarts of the hub.
    """
    return modem.tries is not None and modem.tries >= PIN_TRIES


def why_locked(modem: Modem, *, has_pin: bool) -> str:
    """Why the SIM still asks for its PIN, in words that say what to do next."""
    asks = SAYS["pin"]
    if not has_pin:
        return f"{asks}, and modem.pin is not set"
    if modem.tries is None:
        return f"{asks}, and the modem cannot tell how many tries are left, so the hub does not try"
    if not may_enter_pin(modem):
        return f"{asks}: a wrong one was entered already, {modem.tries} tries are left, and the hub does not use them"
    return f"{asks}, and does not take the one of modem.pin"


def _modem(path: str, held: Mapping[str, Mapping[str, object]]) -> Modem:
    said, network, texts = held[MODEM], held.get(NETWORK, {}), held.get(MESSAGING)
    signal = said.get("SignalQuality")
    imei = said.get("EquipmentIdentifier") or network.get("Imei")
    return Modem(
        path=path, sim=_path(said.get("Sim")), state=_whole(said.get("State")),
        why=_whole(said.get("StateFailedReason")), lock=_whole(said.get("UnlockRequired")),
        tries=_tries(said.get("UnlockRetries")), signal=_whole(signal[0]) if isinstance(signal, list | tuple) else 0,
        operator=str(network.get("OperatorName") or network.get("OperatorCode") or ""),
        registration=_whole(network.get("RegistrationState")), own_numbers=_words(said.get("OwnNumbers")),
        imei=str(imei or ""), model=str(said.get("Model") or ""),
        messages=_words(texts.get("Messages")) if texts is not None else None, ussd=USSD in held,
    )  # fmt: skip


def _tries(retries: object) -> int | None:
    left = retries.get(int(Lock.SIM_PIN)) if isinstance(retries, Mapping) else None
    return left if isinstance(left, int) and left != TRIES_UNKNOWN else None


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()


def _path(value: object) -> str:
    return "" if value in (None, "/") else str(value)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
