"""How it is with the help button: pressed once as a declared test in every room where it will be worn. Pure."""

from hub.model.household import Device, Use
from hub.pages.visit.devices import ranges, trials
from hub.pages.visit.devices.rows import used
from hub.pages.visit.devices.said import silent
from hub.pages.visit.step import About, Proof, Standing, Words
from hub.pages.words import later

BUTTON: Use = "help button"


def standing(about: About) -> Standing:
    """Done once every help button was heard in every room."""
    buttons = used(about.settings, BUTTON)
    if not buttons:
        none = Words(later("There is no help button in the settings: nobody can press for help."))
        return Standing(state="to do", says=none, weaker=(none,))
    known = trials.lately(about)
    found = {each.id: ranges.everywhere(about.settings, each, known) for each in buttons}
    proofs = tuple(line for each in buttons for line in _lines(each, found[each.id]))
    open_ = [each for each in buttons if not ranges.is_heard(found[each.id])]
    if not open_:
        says = Words(later("Every help button was heard in every room."))
        return Standing(state="done", says=says, proofs=proofs)
    no = silent(about)
    says = no.says if no is not None else Words(
        later("{device} was not heard yet in: {rooms}."),
        {"device": open_[0].name, "rooms": ranges.missing(found[open_[0].id])},
    )  # fmt: skip
    return Standing(state="to do", says=says, proofs=proofs)


def _lines(button: Device, found: tuple[ranges.There, ...]) -> tuple[Proof, ...]:
    if all(each.what is None for each in found):
        says = Words(later("never pressed as a test"))
        return (Proof(kind="sensor", subject=button.name, id=button.id, says=says, proven=False),)
    return ranges.proofs(button, found)
