"""What a store knows, when no hub runs on it."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hub import feeling
from hub.core.engine import Engine
from hub.core.faults import noted
from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.parts import decoders
from hub.shell.answers import contacts, devices, of_resident, said, sight, strangers
from hub.shell.fingerprint import PUBLIC, fingerprint
from hub.shell.recovery import recover
from hub.shell.socket import hold, plain
from hub.shell.store import Store

Says = dict[str, Any]


def read(folder: Path, settings: Settings, do: str, closed: bool = False) -> Says:
    """The same answer that the running hub would give, as far as its store can tell."""
    try:
        if not (folder / "carehub.db").exists():
            raise CarehubError(f"{folder} holds no store: no hub ever ran with these settings.")
        held = hold(folder)
    except OSError as error:
        raise CarehubError(f"The store in {folder} cannot be read ({error}). Try: sudo -u carehub.") from error
    with ExitStack() as opened:
        opened.callback(held.release)
        store = Store.open(folder)
        opened.callback(store.close)
        if do == "incidents":
            return {"ok": True, "incidents": [plain(i) for i in store.incidents(open_only=not closed)]}
        answer = _state(store, settings, do)
        return {**answer, "evidence key": fingerprint(folder / PUBLIC)} if do == "status" else answer


def _state(store: Store, settings: Settings, do: str) -> Says:
    """Re-step what the store holds, as a start would, and write nothing."""
    last = store.last_alive()
    if last is None:
        raise CarehubError("this store has not recorded anything yet")
    engine = Engine(feeling.parts(settings)[0], decoders())
    memory = recover(engine, store, settings, last)
    world = memory.state.world
    if do == "devices":
        trials = memory.state.facts.trials
        return {"ok": True, "devices": devices(world, settings, engine.of_devices(memory.state), trials)}
    if do == "contacts":
        return {"ok": True, "contacts": contacts(memory.state.facts, settings)}
    count, oldest = store.depth()
    broken = noted(memory.state.facts.open.values())
    links = {name: "up" if link.up else f"down: {link.because}" for name, link in world.links.items()}
    return {
        "ok": True, "running": False, "last_alive": said(last), "seq": memory.state.seq, "links": links,
        "open_incidents": len(memory.state.facts.open), "outbox": count, "oldest_undelivered": said(oldest),
        "not in settings": strangers(world, settings), "resident": of_resident(engine.of_resident(memory.state)),
        **sight(world, settings, store, last, broken),
    }  # fmt: skip
