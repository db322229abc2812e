"""The words of the contract with a care-response centre: topics, commands, and what goes into each message. Pure.

docs/centre-contract.md explains all of it to the people at the other end; a test keeps the two together.
"""

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from connectors.mqtt_messages import Incoming, Outgoing
from hub.model.effects import Document, IncidentDocument, Outcome, Result
from hub.model.events import Answered
from hub.model.household import Service

CommandType = Literal[
    "received", "acknowledge", "travelling", "with_resident", "ambulance", "hand_over", "close", "test", "again"
]  # fmt: skip
COMMANDS: tuple[CommandType, ...] = get_args(CommandType)
CENTRE_STATE = "carehub/centre/state"
HEARTBEAT_EXPIRES = timedelta(minutes=3)
"""Three missed heartbeats are an offline hub (behaviour 5): an older one would only mislead."""
JSON = "application/json"
LARGEST = 64 * 1024
"""Bytes of a command. A real one has about 200."""
LONGEST = 200
"""Characters of an id, a name or an incident."""
LONGEST_TOPIC = 1024
MOST_MINUTES = 24 * 60


class Topics(Struct, frozen=True):
    """The topics of one hub."""

    hub: str

    @property
    def state(self) -> str:
        """Whether the hub is connected; also its will."""
        return f"carehub/{self.hub}/state"

    @property
    def heartbeat(self) -> str:
        """How the hub is, each minute."""
        return f"carehub/{self.hub}/heartbeat"

    @property
    def command(self) -> str:
        """What the centre tells the hub."""
        return f"carehub/{self.hub}/command"

    @property
    def result(self) -> str:
        """What came of a command."""
        return f"carehub/{self.hub}/result"

    def incident(self, incident: str) -> str:
        """The document of one incident."""
        return f"carehub/{self.hub}/incident/{incident}"


class Command(Struct, frozen=True, kw_only=True):
    """What the centre may say. `by` is a person's name, and may be absent only from `received`."""

    id: str
    type: CommandType
    by: str = ""
    incident: str | None = None
    version: int | None = None
    minutes: int | None = None
    outcome: Outcome | None = None
    to: str | None = None


class Heartbeat(Struct, frozen=True, kw_only=True):
    """How the hub is. `oldest_undelivered`: since when the oldest message waits to leave; None: nothing waits."""

    devices_lost: int
    outbox: int
    oldest_undelivered: datetime | None
    clock: Literal["sure", "unsure"]
    disk_free_mb: int
    power: Literal["mains", "battery", "unknown"]
    service: Service


class BadCommand(Struct, frozen=True):
    """A command that cannot be followed. `id` is the command's, if it could be read."""

    because: str
    id: str | None


def will(topics: Topics) -> Outgoing:
    """What the broker says when the hub is gone. `since` is unknown: the broker's own time of arrival counts."""
    return Outgoing(
        topic=topics.state,
        payload=msgspec.json.encode({"online": False, "since": None}),
        retain=True,
        content_type=JSON,
        properties=(("specversion", "1.0"), ("id", f"{topics.hub}/offline"), *_kind(topics, "state")),
    )


def online(topics: Topics, at: datetime) -> Outgoing:
    """The hub is connected since `at`."""
    body = {"online": True, "since": at}
    return _event(topics, "state", f"{topics.hub}/online/{_time(at)}", at, topics.state, body, retain=True)


def heartbeat(topics: Topics, at: datetime, body: Heartbeat | dict[str, Any]) -> Outgoing:
    """How the hub is."""
    sent = _event(topics, "heartbeat", f"{topics.hub}/heartbeat/{_time(at)}", at, topics.heartbeat, body)
    return msgspec.structs.replace(sent, expires=HEARTBEAT_EXPIRES)


def document(topics: Topics, effect: Document) -> tuple[Outgoing, ...]:
    """The incident, kept by the broker while it is open; at the end the last word, and then nothing kept."""
    topic = topics.incident(effect.incident)
    emptied = Outgoing(topic=topic, payload=b"", retain=True)
    if effect.empty_only:
        return (emptied,)
    sent = _event(topics, "incident", effect.key, effect.at, topic, _shown(effect.document), retain=not effect.final)
    return (sent, emptied) if effect.final else (sent,)


def result(topics: Topics, effect: Result) -> Outgoing:
    """What came of a command, to where the asker wants it, else to the hub's result topic."""
    body = {
        "id": effect.id,
        "ok": effect.ok,
        "because": effect.because,
        "incident": effect.incident,
        "state": effect.state,
        "version": effect.version,
    }
    topic = effect.respond_to if effect.respond_to and may_answer(topics, effect.respond_to) else topics.result
    sent = _event(topics, "result", effect.key, effect.at, topic, body)
    return msgspec.structs.replace(sent, correlation=correlation_bytes(effect.correlation))


def may_answer(topics: Topics, topic: str) -> bool:
    """True if an answer may go to this topic: a plain one, and not one that the hub itself listens to."""
    plain = topic.isprintable() and not {"+", "#"} & set(topic) and not topic.startswith("$")
    return plain and 0 < len(topic) <= LONGEST_TOPIC and topic not in (topics.command, CENTRE_STATE)


def command(payload: bytes) -> Command | BadCommand:
    """The command in a payload, if it is one that can be followed."""
    if len(payload) > LARGEST:
        return BadCommand(f"the command is too long ({len(payload)} bytes)", None)
    try:
        read = msgspec.json.decode(payload, type=Command)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        return BadCommand(f"the command cannot be read: {problem}", _id(payload))
    because = _wrong(read)
    return BadCommand(because, read.id or None) if because else read


def answered(at: datetime, read: Command, message: Incoming) -> Answered:
    """The command as an event."""
    return Answered(
        at=at,
        via="centre",
        id=read.id,
        by=read.by.strip(),
        does=read.type,
        incident=read.incident,
        version=read.version,
        minutes=read.minutes,
        outcome=read.outcome,
        to=read.to,
        respond_to=message.respond_to,
        correlation=correlation_text(message.correlation),
    )


def listening(payload: bytes) -> bool | None:
    """Whether somebody at the centre listens; None if it cannot be read."""
    try:
        return msgspec.json.decode(payload, type=_Listening).online
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def correlation_text(correlation: bytes | None) -> str | None:
    """Correlation data as text, for the journal."""
    return None if correlation is None else b64encode(correlation).decode()


def correlation_bytes(correlation: str | None) -> bytes | None:
    """Correlation data as it came."""
    return None if correlation is None else b64decode(correlation)


class _Listening(Struct, frozen=True):
    online: bool


class _Named(Struct, frozen=True):
    id: str


def _id(payload: bytes) -> str | None:
    """The id of a command that is otherwise wrong."""
    try:
        read = msgspec.json.decode(payload, type=_Named).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return read if 0 < len(read) <= LONGEST else None


def _wrong(read: Command) -> str:
    """What is wrong with a command that could be read; empty if nothing is."""
    if not read.id or len(read.id) > LONGEST:
        return f"the id must have 1 to {LONGEST} characters"
    if not read.by.strip() and read.type != "received":
        return f"{read.type} needs a person's name in `by`"
    if max(len(read.by), len(read.incident or ""), len(read.to or "")) > LONGEST:
        return f"`by`, `incident` and `to` may have {LONGEST} characters at most"
    if read.type == "hand_over" and not (read.to or "").strip():
        return "hand_over needs the name of a contact in `to`"
    if read.minutes is not None and not 0 < read.minutes <= MOST_MINUTES:
        return f"minutes must be 1 to {MOST_MINUTES}"
    return ""


def _shown(whole: IncidentDocument) -> IncidentDocument:
    """Only what the contract names: an entry of `told` may be a richer one that knows telephone numbers."""
    return msgspec.json.decode(msgspec.json.encode(whole), type=IncidentDocument)


def _event(
    topics: Topics, kind: str, key: str, at: datetime, topic: str, body: object, *, retain: bool = False
) -> Outgoing:
    """A message with the CloudEvents attributes as user properties (binary mode)."""
    return Outgoing(
        topic=topic,
        payload=msgspec.json.encode(body),
        retain=retain,
        content_type=JSON,
        properties=(("specversion", "1.0"), ("id", key), *_kind(topics, kind), ("time", _time(at))),
    )


def _kind(topics: Topics, kind: str) -> tuple[tuple[str, str], ...]:
    return (("source", f"carehub/{topics.hub}"), ("type", f"carehub.{kind}"))


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
