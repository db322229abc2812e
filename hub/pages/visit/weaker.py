"""What works less well with this kit, or where others or a pet move: said on the visit, and on the certificate."""

from collections.abc import Iterator

from hub.model.household import Settings
from hub.pages.visit.step import Words
from hub.pages.words import later
from hub.settings.doubts import only_lain_on


def weaker(settings: Settings) -> tuple[Words, ...]:
    """One sentence for each detector that sees too little, or cannot know whose movement it sees."""
    return (*_by_kit(settings), *(() if settings.alone else _all(settings)))


def why(settings: Settings) -> Words:
    """Who else may move here."""
    if len(settings.residents) > 1:
        return Words(later("More than one person is cared for here."))
    if settings.home.others == "lives with others":
        return Words(later("Somebody else lives here."))
    if settings.home.others == "visitors":
        return Words(later("Others come in and out."))
    return Words(later("A pet moves here."))


def _by_kit(settings: Settings) -> Iterator[Words]:
    """What a kit of sensors is too small for, whoever lives here."""
    if not settings.agreed("inactivity") or not settings.devices:
        return
    if only_lain_on(settings):
        yield Words(later("No movement: only a bed or a chair shows it. Expect a call every day or two."))
    if not any(device.use == "exit door" for device in settings.devices):
        yield Words(later("No movement: no sensor is on a way out. Expect a call for each absence of over 12 hours."))


def _all(settings: Settings) -> Iterator[Words]:
    if settings.agreed("inactivity"):
        yield Words(later("No movement: another's movement may hide that the resident lies still."))
        yield Words(later("No movement: an alarm is not taken back because something moves again."))
    if settings.agreed("falls"):
        yield Words(later("Falls: movement in the home does not take an alarm back. More calls for nothing come."))
    if settings.agreed("wandering"):
        yield Words(later("Out, and not back: how long outings usually take is not learned."))
        yield Words(later("Out of bed at night: only a bed sensor counts, whatever moves."))
    if settings.agreed("visits") and settings.visits:
        yield Words(later("Care visits: only the carer's tag shows that somebody came."))
    if settings.agreed("routine"):
        yield Words(later("Usual days: what others do counts as if the resident had done it."))
