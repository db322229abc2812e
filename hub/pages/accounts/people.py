"""Somebody who may sign in."""

from msgspec import Struct

from hub.core.languages import ENGLISH
from hub.pages.roles import Role


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who may sign in. `contact`: who they are in the settings' [[contacts]] or [[residents]]; "" if neither.

    `second`: whether they have a second factor. `sure`: whether it was asked for in this session.
    `left`: whether whom they were linked to has left the settings.
    `mistakable`: whether they are nobody of the settings, and somebody there is called as they are.
    """

    id: int
    name: str
    role: Role
    contact: str = ""
    language: str = ENGLISH
    second: bool = False
    sure: bool = False
    left: bool = False
    mistakable: bool = False

    @property
    def acts_as(self) -> str:
        """In whose name the hub is told what they do: a contact's id, or else their own name."""
        return self.contact or (f"{self.name} (by account)" if self.mistakable else self.name)
