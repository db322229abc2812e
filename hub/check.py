"""Can an alarm get out of this house? Looks at everything that it needs, a line each, with what to do."""

import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from connectors.bad_input import BadInput
from connectors.centre_contract import CENTRE_STATE, listening
from connectors.mqtt_messages import Broker
from connectors.mqtt_probe import QUEUED, look, waiting_room
from connectors.zigbee2mqtt.bridge import lacks
from connectors.zigbee2mqtt.decode import online
from hub import check_announce, check_texts
from hub.check_calls import telephone
from hub.check_disk import storage
from hub.check_line import Fetch, Line, no_secret
from hub.check_modem import modem
from hub.model.errors import SettingsError
from hub.model.household import LIFE_SAVING, Audit, Centre, Mqtt, Secret, Settings, TextProvider
from hub.settings import resolve, texts
from hub.settings.doubts import THE_CENTRE, doubts, ways_out
from hub.settings.rota_doubts import rota_doubts
from hub.shell.clock import vouched

BROKER_SETTINGS = "Use config/mosquitto.conf: max_queued_messages 0, max_queued_bytes, persistence, set_tcp_nodelay."
ESSENTIAL = ("broker", "zigbee2mqtt", "data folder")
"""Without these no alarm is raised, however many ways out there are. A full disk is not among them (behaviour 33), and
Bluetooth only where something that saves life is heard by it."""


LINES = {texts.TEXTS: "texts", texts.THE_MODEM: "modem", THE_CENTRE: "centre"}
"""Way out -> what its line is about, if that is not called as the way is."""


def checks(
    settings: Settings, *, live: bool = False, fetch: Fetch = resolve, vouches: Callable[[], str] = vouched
) -> Iterator[Line]:
    """Every line, as soon as it is known. `live`: also ask the provider, over the internet. Blocks some seconds.

    `fetch` gets a secret from where the settings say it is; `vouches` says why the wall clock can be trusted.
    """
    said = []
    for line in _lines(settings, live, fetch, vouches):
        said.append(line)
        yield line
    by_radio = any(d.use in LIFE_SAVING and settings.source(d.id) == "bluetooth" for d in settings.devices)
    yield _verdict(ways_out(settings), said, (*ESSENTIAL, *(("bluetooth",) if by_radio else ())))


def exit_code(lines: Iterable[Line]) -> int:
    """0 only if an alarm can get out."""
    return 0 if any(line.what == "ways out" and line.ok != "bad" for line in lines) else 1


def _lines(settings: Settings, live: bool, fetch: Fetch, vouches: Callable[[], str]) -> Iterator[Line]:
    yield from _settings(settings)
    yield from _reviews(settings, datetime.now(UTC).date())
    yield from (Line("warn", each.about, each.says, each.do) for each in rota_doubts(settings, datetime.now(UTC)))
    yield from _secrets(settings)
    if settings.mqtt is not None:
        yield from _broker(settings.mqtt, settings.hub.id, fetch)
    yield from _bluetooth(settings)
    yield from _texts(settings, live, fetch)
    if any(way.provider == "modem" for way in settings.sms.ways):
        yield from modem(settings, live, fetch)
    if settings.calls.flow:
        yield from _calls(settings, live, fetch)
    if settings.centre is not None:
        yield from _centre(settings.centre, settings, fetch)
    if settings.audit is not None:
        yield from _auditor(settings.audit, live, fetch)
    yield from (Line(*said) for said in check_announce.resident(settings))
    yield _clock(vouches)
    yield from storage(Path(settings.hub.data))


def _verdict(ways: tuple[str, ...], said: list[Line], essential: tuple[str, ...]) -> Line:
    broken = [line.what for line in said if line.ok == "bad"]
    missing = [what for what in essential if what in broken]
    working = [way for way in ways if LINES.get(way, way) not in broken]
    if not working:
        do = "Mend the lines above." if ways else "Set up [sms] with a provider, or [centre] on the ladder."
        return Line("bad", "ways out", "NO way out: no alarm can leave this house.", do)
    if missing:
        return Line("bad", "ways out", f"No alarm is raised without: {', '.join(missing)}.", "Mend the lines above.")
    if len(working) == 1:
        return Line("warn", "ways out", f"ONE way out ({working[0]}): if it fails, nobody is told.", "Set up a second.")
    can = f"An alarm can get out by {' and by '.join(working)}"
    if texts.THE_MODEM not in working:
        return Line("warn", "ways out", f"{can}, but all by one broadband line.", "A modem needs none: docs/modem.md.")
    return Line("ok", "ways out", f"{can}.")


def _settings(settings: Settings) -> Iterator[Line]:
    counts = (len(settings.devices), len(settings.rooms), len(settings.contacts), len(settings.ladder))
    yield Line("ok", "settings", "{} devices, {} rooms, {} contacts, {} rungs.".format(*counts))
    for doubt in doubts(settings):
        if doubt.about != "ways out":  # the last line says that, with what was found
            yield Line("warn", doubt.about, doubt.says, doubt.do)


def _reviews(settings: Settings, today: date) -> Iterator[Line]:
    for name, given in (settings.consent or {}).items():
        if given.agreed and given.review is not None and given.review < today:
            says = f"The agreement to {name} was to be looked at again on {given.review}."
            yield Line("warn", "consent", says, "Ask again, and change on and review.")


def _secrets(settings: Settings) -> Iterator[Line]:
    parts = (settings.mqtt and settings.mqtt.password, settings.centre and settings.centre.password)
    codes = (settings.access.street_door_code, settings.access.key_safe_code)
    keys = [settings.modem.pin, *codes, *(way.token for _, way in texts.tables(settings))]
    keys += [device.bluetooth.key for device in settings.devices if device.bluetooth is not None]
    for secret in (*parts, *keys):
        if isinstance(secret, Secret) and secret.file and _mode(Path(secret.file)) & (stat.S_IRWXG | stat.S_IRWXO):
            says = f"{secret.file} can be read by others than its owner."
            yield Line("warn", "secrets", says, f"chmod 600 {secret.file}")


def _mode(path: Path) -> int:
    """The permissions of what is at `path`; none if it cannot be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _broker(mqtt: Mqtt, hub: str, fetch: Fetch) -> Iterator[Line]:
    try:
        password = fetch(mqtt.password) if mqtt.password else None
    except SettingsError as missing:
        yield no_secret("broker", missing)
        return
    broker = Broker(url=mqtt.url, client_id=f"carehub-{hub}-check", user=mqtt.user, password=password)
    state, info = (f"{mqtt.zigbee2mqtt_topic}/bridge/{what}" for what in ("state", "info"))
    seen = look(broker, (state, info) if mqtt.zigbee2mqtt else ())
    if not seen.connected:
        do = "Is mosquitto running, and are url, user and password right?"
        yield Line("bad", "broker", f"{mqtt.url}: {seen.because}.", do)
        return
    yield Line("ok", "broker", f"{mqtt.url} answers.")
    yield _queue(waiting_room(broker, f"carehub/{hub}/check"))
    if mqtt.zigbee2mqtt:
        yield _zigbee2mqtt(seen.kept.get(state), state)
        yield from _its_settings(seen.kept.get(info), info)


def _queue(kept: int | None) -> Line:
    if kept is None:
        says = "The broker does not let us try how much it keeps for a hub that is off."
        return Line("warn", "broker", says, BROKER_SETTINGS)
    if kept < QUEUED:
        says = f"A stock broker: of {QUEUED} messages for a hub that is off it kept {kept}; the rest is lost."
        return Line("warn", "broker", says, BROKER_SETTINGS)
    return Line("ok", "broker", f"It kept all of {QUEUED} messages for a hub that was off.")


def _zigbee2mqtt(payload: str | None, topic: str) -> Line:
    if payload is None:
        do = "Is it running, and is mqtt.zigbee2mqtt_topic its base topic?"
        return Line("bad", "zigbee2mqtt", f"Nothing at {topic}: no Zigbee device is heard.", do)
    if online(payload) is not True:
        return Line("bad", "zigbee2mqtt", "It is offline: no Zigbee device is heard.", "Start it, and look at its log.")
    return Line("ok", "zigbee2mqtt", "It is online.")


def _its_settings(payload: str | None, topic: str) -> Iterator[Line]:
    """What an installer must switch on in zigbee2mqtt. One that has never said how it is set up is not blamed."""
    if payload is None:
        return
    lacking = lacks(payload)
    if isinstance(lacking, BadInput):
        says = f"How it is set up cannot be read: {topic} has {lacking.what}."
        yield Line("warn", "zigbee2mqtt", says, "Restart it, and try again.")
        return
    for lack in lacking:
        yield Line("warn", "zigbee2mqtt", lack.says, lack.do)


def _bluetooth(settings: Settings) -> Iterator[Line]:
    """Takes 3 s at most, and only if the home has a Bluetooth device."""
    if not any(settings.source(device.id) == "bluetooth" for device in settings.devices):
        return
    from connectors.bluetooth.radio.probe import look as listen

    seen = listen(settings.bluetooth.adapter)
    if seen.because:
        yield Line("bad", "bluetooth", f"No Bluetooth device is heard: {seen.because}.", seen.do)
    elif not seen.heard:
        do = "Press a button of a device near it, and try again; else move the adapter."
        yield Line("warn", "bluetooth", f"{settings.bluetooth.adapter} works, but heard nobody in 2 s.", do)
    else:
        yield Line("ok", "bluetooth", f"{settings.bluetooth.adapter} heard {seen.heard} devices in 2 s.")


def _texts(settings: Settings, live: bool, fetch: Fetch) -> Iterator[Line]:
    """A line for each provider of texts, called as the verdict knows them. A modem is no provider elsewhere."""
    tables = texts.tables(settings)
    for name, way in texts.ways(settings):
        table = next(table for table, each in tables if each is way)
        if way.provider not in texts.OWN_LINE:
            yield _provider(way, LINES.get(name, name), table, fetch, live=live)


def _provider(way: TextProvider, what: str, table: str, fetch: Fetch, *, live: bool) -> Line:
    try:
        secret = fetch(way.token) if way.token else ""
    except SettingsError as missing:
        return no_secret(what, missing)
    ok, says, do = check_texts.asked(way, secret, table) if live else check_texts.not_asked(way)
    return Line(ok, what, says, do)


def _calls(settings: Settings, live: bool, fetch: Fetch) -> Iterator[Line]:
    try:
        yield Line(*telephone(settings, live, fetch))
    except SettingsError as missing:
        yield no_secret("calls", missing)


def _centre(centre: Centre, settings: Settings, fetch: Fetch) -> Iterator[Line]:
    if not settings.agreed("centre"):
        yield Line("warn", "centre", "[consent] does not agree to the centre: it is told nothing.", "Ask the resident.")
        return
    try:
        password = fetch(centre.password) if centre.password else None
    except SettingsError as missing:
        yield no_secret("centre", missing)
        return
    hub = settings.hub.id
    user = centre.user or (hub if password else None)
    broker = Broker(url=centre.url, client_id=f"carehub-{hub}-check", user=user, password=password)
    seen = look(broker, (CENTRE_STATE,))
    if not seen.connected:
        do = "Is the internet up, and are url, user and password right?"
        yield Line("bad", "centre", f"{centre.url}: {seen.because}.", do)
    else:
        yield _listens(centre.url, seen.kept.get(CENTRE_STATE))


def _listens(url: str, payload: str | None) -> Line:
    if payload is None:
        says = f"{url} answers, but nobody has ever said that they listen ({CENTRE_STATE})."
        return Line("bad", "centre", says, "Ring the centre.")
    if not listening(payload.encode()):
        return Line("bad", "centre", f"{url} answers, but the centre says that nobody listens.", "Ring the centre.")
    return Line("ok", "centre", f"{url} answers, and the centre listens.")


def _auditor(audit: Audit, live: bool, fetch: Fetch) -> Iterator[Line]:
    """The auditor's own way out, and the service outside the house."""
    if audit.sms is not None and audit.sms.provider in check_texts.LIVE:
        yield _provider(audit.sms, "auditor's texts", "audit.sms", fetch, live=live)
    if audit.ping is None:
        return
    if not live:
        yield Line("ok", "outside watch", "A ping is set up.", "carehub check --live pings once.")
        return
    from connectors.ping import ping

    trouble = ping(audit.ping)
    do = "Compare audit.ping with the address that the service shows. Is the internet up?"
    if trouble:
        yield Line("bad", "outside watch", f"It was not told: {trouble}.", do)
    else:
        yield Line("ok", "outside watch", "It was pinged, and answered.")


def _clock(vouches: Callable[[], str]) -> Line:
    because = vouches()
    if because:
        return Line("ok", "clock", f"The time is right: {because}.")
    says = "Nobody vouches for the time: until somebody does, contacts are asked at any hour."
    return Line("warn", "clock", says, "timedatectl set-ntp true; a battery clock helps without internet.")
