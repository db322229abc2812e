"""A home that does not exist: an older person's days, as the devices in the settings would tell them.

Pure: the same settings, seed and start give the same readings. Times of day are local, so that she gets up at seven in
summer and in winter; the hours before five are counted from midnight, so that no clock change tears a night apart.
"""

import random
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hub.model.errors import CarehubError
from hub.model.events import Reported, Said
from hub.model.household import Device, Settings, Use

SOURCE = "simulated"
REPORT_EVERY = timedelta(minutes=50)
"""How often each device says that it is there: what battery sensors do in the field, and well within every limit."""
STORY_AFTER = timedelta(minutes=4)
"""When a story begins: time enough to see the home awake."""
OLD_NIGHT = timedelta(hours=5)
"""Until then the time of day is counted from midnight."""
GOES_QUIET = timedelta(seconds=80)
"""A motion sensor is quiet again by itself."""
LOW = Said("battery", 7.0), Said("battery low", True)

_PLACES = {
    "bedroom": ("bed",), "bathroom": ("bath", "toilet", "wc", "shower"), "kitchen": ("kitchen",),
    "lounge": ("lounge", "living", "sitting"), "hall": ("hall", "entrance", "landing", "porch"),
}  # fmt: skip
_LEVELS: dict[Use, str] = {
    "smoke": "smoke", "carbon monoxide": "carbon monoxide", "gas": "gas", "heat": "heat", "leak": "leak",
}  # fmt: skip
_ON_MAINS: frozenset[Use] = frozenset({"kettle", "cooker", "plug", "light", "siren"})


class Happening(NamedTuple):
    """Something a device says. `hers`: because she did something, so that it stops when she does."""

    at: datetime
    device: str
    said: tuple[Said, ...]
    hers: bool = False


Spans = tuple[tuple[datetime, datetime], ...]
"""When she does nothing of what she usually does."""


def home(
    settings: Settings, seed: int, start: datetime, days: int, stories: tuple[str, ...] = ()
) -> Iterator[Reported]:
    """What the devices say from `start` on, in order, for so many days."""
    end, zone = start + timedelta(days=days), ZoneInfo(settings.hub.timezone)
    told = [STORIES[story](Home(settings), start, zone) for story in _known(stories)]
    waiting = [*_first_words(settings, start), *(each for story in told for each in story.happenings)]
    day = start.astimezone(zone).date()
    while _midnight(day, zone) < end:
        after = _midnight(day + timedelta(days=1), zone)
        waiting += _as_told(_day(settings, seed, day, zone), told)
        waiting.sort(key=lambda each: (each.at, each.device))
        for each in waiting:
            if start <= each.at < min(end, after):
                yield Reported(at=each.at, source=SOURCE, name=each.device, said=each.said, seen=each.at)
        waiting = [each for each in waiting if each.at >= after]
        day += timedelta(days=1)


class Home:
    """Which devices stand where."""

    def __init__(self, settings: Settings) -> None:
        self._devices = settings.devices
        self._rooms = {place: {room.id for room in settings.rooms if _like(f"{room.id} {room.name}", words)}
                       for place, words in _PLACES.items()}  # fmt: skip
        self._rooms["hall"] |= {room.id for room in settings.rooms if room.exit}

    def of(self, *uses: Use, place: str | None = None) -> tuple[str, ...]:
        """The devices with one of these uses, in one place or anywhere."""
        rooms = self._rooms.get(place or "", set())
        return tuple(each.id for each in self._devices if each.use in uses and (place is None or each.room in rooms))

    def first(self, story: str, *uses: Use) -> str:
        """The device that a story is about."""
        if not (found := self.of(*uses)):
            raise CarehubError(
                f"The story {story!r} needs a {' or '.join(uses)}, and no device in the settings is one."
            )
        return found[0]


def _like(name: str, words: tuple[str, ...]) -> bool:
    return any(word in name.lower() for word in words)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _known(stories: tuple[str, ...]) -> tuple[str, ...]:
    for story in stories:
        if story not in STORIES:
            raise CarehubError(f"There is no story {story!r}. There are: {', '.join(STORIES)}.")
    return stories


def _as_told(day: list[Happening], stories: "list[Told]") -> Iterator[Happening]:
    """An ordinary day, changed by what the stories tell."""
    spans = tuple(span for story in stories for span in story.quiet)
    flat = {story.flat[0]: story.flat[1] for story in stories if story.flat}
    for each in day:
        if not each.hers and each.device in flat and each.at >= flat[each.device]:
            yield each._replace(said=LOW)
        elif not (each.hers and any(_stopped(each, since, until) for since, until in spans)):
            yield each


def _stopped(each: Happening, since: datetime, until: datetime) -> bool:
    """True if she does not do it. A sensor that she set off before still goes quiet by itself."""
    quietens = each.at < since + GOES_QUIET and not any(said.value for said in each.said)
    return since <= each.at < until and not quietens


# What the devices say by themselves


def _first_words(settings: Settings, start: datetime) -> Iterator[Happening]:
    for number, device in enumerate(settings.devices):
        yield Happening(start + timedelta(milliseconds=200 * number), device.id, _report(device, 0))


def _reports(device: Device, since: datetime, until: datetime) -> Iterator[Happening]:
    """Every 50 minutes, each device at its own minute."""
    phase = timedelta(seconds=zlib.crc32(device.id.encode()) % int(REPORT_EVERY.total_seconds()))
    epoch = datetime(2020, 1, 1, tzinfo=UTC) + phase
    at = epoch + -((epoch - since) // REPORT_EVERY) * REPORT_EVERY
    while at < until:
        yield Happening(at, device.id, _report(device, (at - epoch).days))
        at += REPORT_EVERY


def _report(device: Device, days: int) -> tuple[Said, ...]:
    if device.use in _ON_MAINS:
        return (Said("heard", True),)
    battery = Said("battery", float(100 - days % 400 // 8))
    if level := _LEVELS.get(device.use):
        return (battery, Said(level, False))
    if device.use in ("temperature", "fridge"):
        return (battery, Said("temperature", 4.0 if device.use == "fridge" else 20.5))
    return (battery,)


# What she does


def _day(settings: Settings, seed: int, day: date, zone: ZoneInfo) -> list[Happening]:
    since, until = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
    chance = random.Random(f"{seed} {day}")  # noqa: S311 - a story, not a secret
    life = _Life(Home(settings), chance, day, zone)
    life.night()
    life.morning()
    life.middle_of_the_day()
    life.evening()
    return [*life.told, *(each for device in settings.devices for each in _reports(device, since, until))]


class _Life:
    """One day, lived from one thing to the next. `at`: seconds since midnight."""

    def __init__(self, home: Home, chance: random.Random, day: date, zone: ZoneInfo) -> None:
        self.told: list[Happening] = []
        self._home, self._chance, self._zone = home, chance, zone
        self._day = day
        self._at = 0.0

    def night(self) -> None:
        visits = self._chance.choices((0, 1, 2), (2, 5, 3))[0]
        for at in sorted(self._chance.uniform(60 * 60, 250 * 60) for _ in range(visits)):
            self._at = max(self._at, at)
            self._gets_up()
            self._stays("bedroom", 1)
            self._stays("bathroom", self._chance.uniform(4, 8))
            self._stays("bedroom", 1)
            self._lies_down()
            self._at += 20 * 60

    def morning(self) -> None:
        self._at = 60 * min(max(self._chance.gauss(425, 14), 390), 475)
        self._gets_up()
        self._stays("bedroom", self._chance.uniform(4, 9))
        self._stays("bathroom", self._chance.uniform(12, 22))
        self._switches("kettle", 2100.0, 4)
        self._opens("medication", 40)
        self._opens("fridge", 25)
        self._stays("kitchen", self._chance.uniform(20, 35))

    def middle_of_the_day(self) -> None:
        self._sits_until(10.6)
        if self._chance.random() < 0.55:
            self._goes_out(self._chance.uniform(35, 100))
        self._sits_until(12.6)
        self._cooks()
        self._sits_until(15.4)
        self._switches("kettle", 2100.0, 4)
        self._stays("kitchen", self._chance.uniform(6, 12))
        self._sits_until(17.7)
        self._cooks()

    def evening(self) -> None:
        self._says(self._home.of("light"), "light_switch", True)
        self._sits_until(self._chance.gauss(22.2, 0.2))
        self._says(self._home.of("light"), "light_switch", False)
        self._stays("bathroom", self._chance.uniform(7, 12))
        self._stays("bedroom", self._chance.uniform(6, 12))
        self._lies_down()

    def _gets_up(self) -> None:
        self._says(self._home.of("bed"), "bed", False)

    def _lies_down(self) -> None:
        self._says(self._home.of("bed"), "bed", True)

    def _sits_until(self, hour: float) -> None:
        """The lounge, and now and then the bathroom or a cup of tea."""
        while self._at < hour * 3600 - 300:
            left = (hour * 3600 - self._at) / 60
            self._says(self._home.of("chair"), "chair", True)
            self._stays("lounge", min(left, self._chance.uniform(25, 70)))
            self._says(self._home.of("chair"), "chair", False)
            self._stays(self._chance.choice(("bathroom", "kitchen")), self._chance.uniform(3, 7))

    def _cooks(self) -> None:
        self._opens("fridge", 30)
        self._switches("cooker", 1500.0, 22)
        self._stays("kitchen", self._chance.uniform(25, 45))
        self._stays("bathroom", self._chance.uniform(2, 5))

    def _goes_out(self, minutes: float) -> None:
        self._stays("hall", 2)
        self._opens("exit door", 12)
        self._at += minutes * 60
        self._opens("exit door", 15)
        self._at += 20
        self._stays("hall", 2)
        self._stays("kitchen", 5)

    def _stays(self, place: str, minutes: float) -> None:
        """Movement now and then; a motion sensor is quiet again a minute after the last of it."""
        until = self._at + minutes * 60
        moved = self._at
        self._says(self._home.of("presence", place=place), "presence", True)
        while moved < until:
            for device in self._home.of("motion", "vibration", place=place):
                kind = "vibration" if device in self._home.of("vibration") else "motion"
                self._say(moved + self._chance.uniform(0, 4), device, Said(kind, True))
                self._say(moved + self._chance.uniform(45, 75), device, Said(kind, False))
            moved += min(max(self._chance.expovariate(1 / 240), 80), 720)
        self._at = until
        self._says(self._home.of("presence", place=place), "presence", False)

    def _opens(self, use: Use, seconds: float) -> None:
        for device in self._home.of(use):
            self._say(self._at + 5, device, Said("contact", True))
            self._say(self._at + 5 + seconds, device, Said("contact", False))

    def _switches(self, use: Use, watts: float, minutes: float) -> None:
        for device in self._home.of(use):
            self._say(self._at + 60, device, Said("power", watts))
            self._say(self._at + 60 + minutes * 60, device, Said("power", 0.0))

    def _says(self, devices: tuple[str, ...], kind: str, value: bool) -> None:
        for device in devices:
            self._say(self._at, device, Said(kind, value))

    def _say(self, seconds: float, device: str, said: Said) -> None:
        self.told.append(Happening(_moment(self._day, seconds, self._zone), device, (said,), hers=True))


def _moment(day: date, seconds: float, zone: ZoneInfo) -> datetime:
    since = timedelta(milliseconds=int(seconds * 1000))
    if since < OLD_NIGHT:
        return _midnight(day, zone) + since
    local = datetime.combine(day, time()) + since
    return local.replace(tzinfo=zone).astimezone(UTC)


# Stories


class Told(NamedTuple):
    """What a story adds, when she does nothing of what she usually does, and whose battery is flat from when on."""

    happenings: tuple[Happening, ...] = ()
    quiet: Spans = ()
    flat: tuple[str, datetime] | None = None


FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)


def _help(home: Home, start: datetime, zone: ZoneInfo) -> Told:
    device = home.first("help", "help button", "wearable")
    return Told((Happening(start + STORY_AFTER, device, (Said("help", "emergency"),)),))


def _smoke(home: Home, start: datetime, zone: ZoneInfo) -> Told:
    device, at = home.first("smoke", "smoke"), start + STORY_AFTER
    over = at + timedelta(minutes=10)
    return Told((Happening(at, device, (Said("smoke", True),)), Happening(over, device, (Said("smoke", False),))))


def _fall(home: Home, start: datetime, zone: ZoneInfo) -> Told:
    device, at = home.first("fall", "fall device"), start + STORY_AFTER
    over = at + timedelta(seconds=30)
    told = Happening(at, device, (Said("fall", True),)), Happening(over, device, (Said("fall", False),))
    return Told(told, ((at, FOR_GOOD),))


def _still(home: Home, start: datetime, zone: ZoneInfo) -> Told:
    return Told(quiet=((_next(start, time(10, 40), zone), FOR_GOOD),))


def _out_at_night(home: Home, start: datetime, zone: ZoneInfo) -> Told:
    door, at = home.first("out at night", "exit door"), _next(start, time(2, 40), zone)
    back = at + timedelta(hours=2, minutes=50)
    hall = home.of("motion", place="hall")
    out = [(at + timedelta(seconds=15), door, Said("contact", True)), (back, door, Said("contact", True)),
           (at + timedelta(seconds=30), door, Said("contact", False)),
           (back + timedelta(seconds=20), door, Said("contact", False))]  # fmt: skip
    out += [(when, bed, Said("bed", there)) for bed in home.of("bed")
            for when, there in ((at - timedelta(minutes=2), False), (back + timedelta(minutes=5), True))]  # fmt: skip
    out += [(when + timedelta(seconds=late), each, Said("motion", late == 0)) for each in hall for late in (0, 60)
            for when in (at, back + timedelta(seconds=30))]  # fmt: skip
    quiet = (at - timedelta(minutes=3), back + timedelta(minutes=6))
    return Told(tuple(Happening(when, device, (said,)) for when, device, said in out), (quiet,))


def _battery(home: Home, start: datetime, zone: ZoneInfo) -> Told:
    device = home.first("battery", "motion", "presence", "exit door", "door", "help button")
    at = start + STORY_AFTER
    return Told((Happening(at, device, LOW),), flat=(device, at))


def _next(start: datetime, local: time, zone: ZoneInfo) -> datetime:
    """The next time that a clock in the home shows `local`."""
    day = start.astimezone(zone).date()
    while (at := datetime.combine(day, local, zone).astimezone(UTC)) < start:
        day += timedelta(days=1)
    return at


STORIES: dict[str, Callable[[Home, datetime, ZoneInfo], Told]] = {
    "help": _help, "smoke": _smoke, "fall": _fall, "still": _still, "out at night": _out_at_night, "battery": _battery,
}  # fmt: skip
"""What can happen in the simulated home, by name."""
