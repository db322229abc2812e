"""Who is in the settings, and whom the hub would take somebody of a name for. Pure."""

from hub.model.household import Settings


def known(settings: Settings) -> list[tuple[str, str]]:
    """Id and name of everybody in the settings."""
    contacts: list[tuple[str, str]] = [(each.id, each.name) for each in settings.contacts]
    return contacts + [(each.id, each.name) for each in settings.residents]


def is_anothers(settings: Settings, name: str) -> bool:
    """Whether the hub would take what they do for somebody's of the settings: it knows those by name, id and number."""
    wanted = " ".join(name.split()).casefold()
    taken = {word.casefold() for each in known(settings) for word in each}
    return wanted in taken or wanted.startswith("+")
