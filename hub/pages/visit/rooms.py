"""How it is with the rooms: there are some, and it is known where the way out is."""

from hub.pages.visit.step import About, Standing, Words
from hub.pages.words import later


def standing(about: About) -> Standing:
    """Done with at least one room, of which one has a way out."""
    rooms = about.settings.rooms
    if not rooms:
        return Standing(state="to do", says=Words(later("There are no rooms yet.")))
    if not any(room.exit for room in rooms):
        return Standing(state="to do", says=Words(later("No room has a way out yet. Which door leads outside?")))
    return Standing(state="done", says=Words(later("{count} rooms."), {"count": str(len(rooms))}))
