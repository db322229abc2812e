"""What is said of an incident, in its reader's language: what, where, since when, who has it, what comes next."""

from datetime import datetime, timedelta

from msgspec import Struct

from hub.core.home import Home
from hub.core.ladder_next import next_asked
from hub.core.localtime import local
from hub.model.incidents import HELD, Holder, Incident, Outcome, State
from hub.model.kinds import KINDS, Kind
from hub.pages.hub_says.reader import Reader, reader
from hub.pages.words import Say, later, saying

OUTCOMES: dict[Outcome, str] = {
    "helped": later("It is over, and she or he is well"),
    "spoke to them": later("Spoke to them: it is settled"),
    "ambulance": later("An ambulance came"),
    "taken to hospital": later("Taken to hospital"),
    "no access": later("Nobody could get in"),
    "false alarm": later("False alarm"),
    "test": later("It was a test"),
    "cancelled by resident": later("Cancelled by the resident in time: nobody was told"),
    "restored": later("It works again"),
    "died": later("The resident has died"),
    "moving again": later("Movement was seen again before anybody answered"),
    "service ended": later("The service has ended"),
    "visit made": later("The care visit was made"),
    "visit missed": later("The care visit was missed"),
    "visit not seen": later("The care visit was not seen"),
}
CARRIES: dict[State, str] = {
    "acknowledged": later("{name} has it and is going."),
    "travelling": later("{name} is on the way."),
    "with_resident": later("{name} is there."),
}
UNKNOWN = Kind(grave="urgent", says="", keyed_by="cause")
"""A kind of a later version of the hub."""


class Telling(Struct, frozen=True):
    """Tells of incidents to one reader. `now`: hub time."""

    home: Home
    now: datetime
    say: Say
    to: Reader

    def what(self, incident: Incident) -> str:
        """What it is: "Help button pressed"."""
        says = KINDS.get(incident.kind, UNKNOWN).says
        return self.to.word(says) if says else incident.kind

    def where(self, incident: Incident) -> str:
        """The room; empty if it is not known."""
        return self.home.room_name(incident.room) or ""

    def because(self, incident: Incident) -> str:
        """Why the hub says so; empty if that says no more than what it is."""
        says = self.to.tell(incident.because)
        says = says[:1].upper() + says[1:]
        return says if says != self.what(incident) else ""

    def moment(self, at: datetime) -> str:
        """A time as people say it, with its date if that is not today's."""
        return self.to.moment(at, self.now)

    def day(self, at: datetime) -> str:
        """A day and a time, for what is over."""
        there = local(at, self.home.timezone)
        return f"{there:%d} {self.to.word(f'{there:%b}')} {there:%Y}, {there:%H:%M}"

    def end(self, incident: Incident) -> str:
        """When it ended, with its day if that is another than the one on which it began; empty if it did not."""
        if incident.closed is None:
            return ""
        began, ended = self.day(incident.raised or incident.began), self.day(incident.closed)
        return self.to.clock(incident.closed) if began.split(",")[0] == ended.split(",")[0] else ended

    def holder(self, incident: Incident) -> str:
        """Who has it, in a sentence."""
        _ = self.say
        if incident.state == "closed":
            return self.ended(incident)
        if incident.state == "pending":
            return _("Nobody was told yet: it can still be cancelled.")
        if incident.state in HELD and incident.holder is not None:
            return self._held(incident, incident.holder)
        if incident.coordinator is not None:
            return _("{name} coordinates, and cannot be there: somebody must still go.",
                            name=incident.coordinator.name)  # fmt: skip
        if incident.owned and incident.holder is not None:
            return _("{name} sees to it.", name=incident.holder.name)
        if not climbs(incident):
            return _("Nobody has to go: it is told, and waits to be seen to.")
        return _("Nobody has answered yet.")

    def _held(self, incident: Incident, holder: Holder) -> str:
        _ = self.say
        says = _(CARRIES[incident.state], name=holder.name)
        if incident.state == "travelling" and incident.minutes is not None:
            there = holder.since + timedelta(minutes=incident.minutes)
            says += " " + _("Said at {time}: {minutes} minutes, so there at about {there}.",
                                   time=self.moment(holder.since), minutes=incident.minutes,
                                   there=self.moment(there))  # fmt: skip
        return says

    def ended(self, incident: Incident) -> str:
        """How it ended, and by whom."""
        _ = self.say
        says = _(OUTCOMES[incident.outcome]) if incident.outcome is not None else _("It is over")
        by = f" ({incident.closed_by})" if incident.closed_by else ""
        return f"{says}{by}."

    def next(self, incident: Incident) -> str:
        """What comes next if nobody does anything; empty if nothing does."""
        _ = self.say
        if incident.state == "pending" and incident.due is not None:
            at = f"{local(incident.due, self.home.timezone):%H:%M:%S}"
            return _("If nobody cancels it, people are asked at {time}.", time=at)
        if incident.state in HELD and incident.due is not None:
            return self._asked_again(incident, incident.due)
        if incident.state != "raised" or incident.place is None:
            return ""
        people, at_ = next_asked(incident, self.home)
        return _("If nobody answers, asked next at {time}: {names}.", time=self.moment(at_),
                        names=self.to.names(people))  # fmt: skip

    def _asked_again(self, incident: Incident, due: datetime) -> str:
        _ = self.say
        if incident.asked is not None:
            return _("{name} was asked at {time} how it goes, and has not said. Others are asked at {due}.",
                            name=_name(incident), time=self.moment(incident.asked), due=self.moment(due))  # fmt: skip
        return _("{name} is asked at {due} how it goes.", name=_name(incident), due=self.moment(due))

    def besides(self, incident: Incident) -> tuple[str, ...]:
        """What else must be known: 999, an offer to hand over, that it came late, that it was pressed again."""
        _ = self.say
        found = []
        if KINDS.get(incident.kind, UNKNOWN).ring_999 and incident.state != "closed":
            found.append(_("Ring 999 first."))
        if incident.ambulance is not None:
            found.append(_("999 was called at {time}.", time=self.moment(incident.ambulance)))
        if incident.offer is not None:
            found.append(_("{name} is asked to take it over until {time}. Until then it stays {by}'s.",
                                  name=incident.offer.name, time=self.moment(incident.offer.until),
                                  by=incident.offer.by))  # fmt: skip
        if incident.again is not None and incident.state != "closed":
            found.append(_("It happened again at {time}.", time=self.moment(incident.again)))
        if incident.late:
            found.append(_("It was told late: the hub was off, or could not be reached."))
        return tuple(found)

    def needs(self, incident: Incident) -> str:
        """What the resident needs, for whoever goes: "hard of hearing"."""
        return ", ".join(self.to.word(need) for need in self.home.resident(incident.resident).needs)


def _name(incident: Incident) -> str:
    return incident.holder.name if incident.holder is not None else ""


def climbs(incident: Incident) -> bool:
    """Whether people are asked one after the other to go: not for what is only told."""
    return incident.grave in ("life", "urgent") or incident.place is not None


def telling(home: Home, now: datetime, language: str) -> Telling:
    """Tells in that language."""
    return Telling(home, now, saying(language), reader(home, language))
