"""Does what is named in one table of hub.toml stand in another?"""

from collections.abc import Iterable

from hub.settings.place import Place, shown
from hub.settings.rules import nearest


def is_known(name: str | None, known: Iterable[str], place: Place, table: str) -> None:
    """SettingsError if `name`, where one is given at `place`, is none of those in `table`."""
    names = list(known)
    if name is None or name in names:
        return
    close = nearest(name, names)
    raise place.refuse(shown(name), f'"{close}" or another id in {table}' if close else f"an id in {table}")
