"""What the settings mean: look-ups that every part of the core asks, made once for each settings."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property

from hub.core.hours import hours
from hub.core.languages import Language, find
from hub.core.numbers import digits as digits  # noqa: PLC0414 - what compares numbers asks the home
from hub.core.numbers import spellings
from hub.core.rota import rotas
from hub.model.household import Access, Contact, Device, Resident, Rung, Settings, Visit
from hub.model.household import Source as SourceName
from hub.model.ids import CENTRE, ContactId, DeviceId, ResidentId, RoomId
from hub.model.incidents import Incident, Way

NEAR = 15
"""Minutes away within which a contact is near: told at once of smoke, gas, carbon monoxide and heat (behaviour 9b)."""


NOBODY = (Rung(tell=(), wait=timedelta(hours=1)),)
"""The ladder of a home that is being installed, before anybody is on it (the settings refuse none in service): it asks
nobody, and what was raised climbs the real one as soon as there is one."""


class Home:
    """One home as its settings describe it. Never changed after it is made."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.timers = settings.timers
        self.timezone = settings.hub.timezone
        self.learn_after = settings.detectors.liveness.learn_after.total_seconds()
        self.devices: dict[str, Device] = {d.id: d for d in settings.devices}
        self.sources: dict[str, SourceName] = {d.id: settings.source(d.id) for d in settings.devices}
        self.contacts: dict[str, Contact] = {c.id: c for c in settings.contacts}
        self.residents: dict[str, Resident] = {r.id: r for r in settings.residents}
        self.everybody = _together(settings.residents)
        self.rooms: dict[str, str] = {r.id: r.name for r in settings.rooms}
        self.numbers: dict[str, Contact] = {digits(c.phone): c for c in settings.contacts if c.phone}
        self.resident_numbers: dict[str, Resident] = {digits(r.phone): r for r in settings.residents if r.phone}
        self.languages: dict[str, Language] = {c.id: find(c.language) for c in settings.contacts}
        self.languages |= {f"resident:{r.id}": find(r.language) for r in settings.residents}
        self.worn: dict[str, tuple[str, str]] = {
            self.title(d): (self.residents[d.worn_by].name, d.use)
            for d in settings.devices
            if d.worn_by is not None and d.worn_by in self.residents
        }
        self.others_may_move = not settings.alone
        self.ended = settings.home.service == "ended"
        self.shares_with_centre = settings.centre is not None and settings.agreed("centre")
        self.centre_attends = settings.centre is not None and settings.centre.can_attend
        self._ladders = {ladder.name: ladder.rungs for ladder in settings.ladders}
        self._rotas = rotas(settings)
        self.notices_daily = settings.notices is not None and settings.notices.daily
        self._test_hours = hours(settings.readiness.hours)
        self._night = hours(settings.calls.night)
        self._notice_hours = hours(settings.notices.hours if settings.notices else "daily 09:00-18:00")

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """The default ladder."""
        return self.settings.ladder or NOBODY

    @property
    def has_access_notes(self) -> bool:
        """Whether there is something to tell who goes and asks how to get in (KEY)."""
        return self.settings.access != Access()

    def whole(self, number: str) -> str:
        """A number as the settings write it, if it is one of theirs in another spelling; else as it is."""
        if number.startswith("+") or digits(number) in self.numbers or digits(number) in self.resident_numbers:
            return number
        return self._spellings.get(digits(number), number)

    @cached_property
    def visits(self) -> dict[str, Visit]:
        """The care visits that are expected, by id."""
        return {visit.id: visit for visit in self.settings.visits}

    @cached_property
    def _spellings(self) -> dict[str, str]:
        phones = [c.phone for c in self.contacts.values() if c.phone]
        phones += [r.phone for r in self.settings.residents if r.phone]
        sender = self.settings.sms.sender
        return spellings(phones, sender if sender.startswith("+") or not phones else phones[0])

    def rungs(self, incident: Incident) -> tuple[Rung, ...]:
        """The rungs of the ladder that the incident climbs, from the top; the default one's if it climbs none yet."""
        return self._ladders.get(incident.ladder, self.ladder)

    def device(self, device: DeviceId) -> Device | None:
        """The device as the settings know it."""
        return self.devices.get(device)

    def source(self, device: DeviceId) -> SourceName:
        """By which way in the hub hears a device; one that the settings do not know can only be heard by Zigbee."""
        return self.sources.get(device, "zigbee2mqtt")

    def room_name(self, room: RoomId | None) -> str | None:
        """A room as a person calls it."""
        return None if room is None else self.rooms.get(room, str(room))

    def resident(self, resident: ResidentId | None) -> Resident:
        """The resident concerned; if it is not known which, all of them as one (`id` is then empty)."""
        return self.residents.get(resident or "", self.everybody)

    def concerned(self, resident: ResidentId | None) -> tuple[Resident, ...]:
        """The residents concerned, one by one: all of them if it is not known which."""
        known = self.residents.get(resident or "")
        return (known,) if known is not None else self.settings.residents

    def known(self, resident: ResidentId | None) -> ResidentId | None:
        """Which resident that is, if it can be only one."""
        return self.resident(resident).id or None

    def may_be_asked(self, contact: ContactId, at: datetime) -> bool:
        """Whether the contact's rota covers this moment."""
        rota = self._rotas.get(contact)
        return rota is None or rota.includes(at)

    def next_asked(self, contact: ContactId, at: datetime) -> datetime:
        """When the contact's rota next covers a moment; `at` itself if it does now."""
        rota = self._rotas.get(contact)
        return at if rota is None else rota.next_opening(at)

    def is_night(self, at: datetime) -> bool:
        """Whether a text would wake nobody at this moment."""
        return self._night.includes(at, self.timezone)

    def first_asked(self, names: Iterable[str], at: datetime) -> datetime:
        """When the first of these contacts may be asked; `at` if none of them is a contact: nothing is waited for."""
        people = [self.contacts[name].id for name in names if name in self.contacts]
        return min((self.next_asked(each, at) for each in people), default=at)

    def rota_edges(self, contact: ContactId, since: datetime, until: datetime) -> Iterable[datetime]:
        """Every moment of that time at which it may change whether the contact is asked."""
        rota = self._rotas.get(contact)
        return () if rota is None else rota.edges(since, until)

    def notice_opening(self, at: datetime) -> datetime:
        """When notices may next be told; `at` itself in decent hours."""
        return self._notice_hours.next_opening(at, self.timezone)

    def next_digest(self, at: datetime) -> datetime:
        """When the hours of notices begin next: in a day that has begun, on the next one."""
        closing = self._notice_hours.next_closing(at, self.timezone)
        return at + timedelta(days=1) if closing is None else self._notice_hours.next_opening(closing, self.timezone)

    def test_opening(self, at: datetime) -> datetime:
        """When contacts may next be texted a test; `at` itself if they may now."""
        return self._test_hours.next_opening(at, self.timezone)

    def hears_notices(self) -> tuple[str, ...]:
        """Who hears notices: those named, else the centre, else the first contact."""
        if self.settings.notices:
            return self.settings.notices.tell
        if self.shares_with_centre:
            return (CENTRE,)
        return tuple(c.id for c in self.settings.contacts[:1])

    def title(self, device: Device) -> str:
        """A device as a person would say it: "Mary S's help button", "Hall smoke alarm"."""
        wearer = self.residents.get(device.worn_by or "")
        return f"{wearer.name}'s {device.use}" if wearer is not None else device.name

    def names(self, ids: Iterable[str]) -> str:
        """Contacts as a person reads them: "Anna and Ben"."""
        known = [self.contacts[i].name if i in self.contacts else "the centre" for i in ids]
        return " and ".join([", ".join(known[:-1]), known[-1]]) if len(known) > 1 else "".join(known)


def _together(residents: tuple[Resident, ...]) -> Resident:
    """All residents as one: their names, the address that they share, what any of them needs, and nobody's phone."""
    if len(residents) == 1:
        return residents[0]
    names = [resident.name for resident in residents]
    needs = dict.fromkeys(need for resident in residents for need in resident.needs)
    return Resident(
        id=ResidentId(""), name=f"{', '.join(names[:-1])} and {names[-1]}", needs=tuple(needs),
        address_hint=residents[0].address_hint,
    )  # fmt: skip


def barred(number: str, way: Way) -> str:
    """How a number is remembered that takes no texts, or no calls."""
    return digits(number) if way == "text" else f"call {digits(number)}"
