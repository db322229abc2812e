"""How it is with the step in which devices join. Pure."""

from hub.model.household import Device
from hub.pages.visit.devices.rows import Row, names, row_of, rows
from hub.pages.visit.devices.said import NO_DEVICE, silent
from hub.pages.visit.lasting import moment
from hub.pages.visit.step import About, Proof, Standing, Words
from hub.pages.words import later


def standing(about: About) -> Standing:
    """Done once every device of the settings was heard at all; a device that nobody hears may not be there."""
    devices = about.settings.devices
    if not devices:
        return Standing(state="to do", says=NO_DEVICE)
    if (no := silent(about)) is not None:
        return no
    known = rows(about.of_hub)
    proofs = tuple(_proof(each, row_of(each, known), about.timezone) for each in devices)
    unheard = [each for each in devices if row_of(each, known).heard is None]
    if unheard:
        says = Words(
            later("{heard} of {all} devices are heard. Not heard yet: {names}."),
            {"heard": str(len(devices) - len(unheard)), "all": str(len(devices)), "names": names(unheard)},
        )
        return Standing(state="to do", says=says, proofs=proofs)
    says = Words(later("All {all} devices have their place and are heard."), {"all": str(len(devices))})
    return Standing(state="done", says=says, proofs=proofs)


def _proof(device: Device, row: Row, timezone: str) -> Proof:
    if row.heard is None:
        says = Words(later("never heard"))
    else:
        says = Words(later("has its place, last heard {time}"), {"time": moment(row.heard, timezone)})
    return Proof(
        kind="sensor", subject=device.name, id=device.id, says=says, proven=row.heard is not None, at=row.heard
    )
