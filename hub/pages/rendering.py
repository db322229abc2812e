"""Templates and the files that they name."""

from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hub.core.localtime import local

HERE = Path(__file__).parent
TEMPLATES, STATIC = HERE / "templates", HERE / "static"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Every value is escaped, and one that is not there is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals["at_home"] = at_home
    return made


def at_home(at: datetime, timezone: str) -> str:
    """A moment on the clocks of the home: "Sat 28 Nov 03:12"."""
    return f"{local(at, timezone):%a %d %b %H:%M}"


@lru_cache(maxsize=64)
def file(name: str) -> str:
    """The address of one of our files: it changes with what is in it, so that browsers may keep it for a year."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"
