"""The group of commands, and what they share: where the settings are, and how errors are told."""

import os
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from hub.model.errors import CarehubError

COMMANDS = {
    "run": "hub.cli.run",
    "audit": "hub.cli.audit",
    "pages": "hub.cli.pages",
    "check": "hub.cli.check",
    "rota": "hub.cli.rota",
    "incidents": "hub.cli.asking",
    "ack": "hub.cli.asking",
    "cancel": "hub.cli.asking",
    "incident": "hub.cli.incident",
    "contacts": "hub.cli.contacts",
    "away": "hub.cli.pausing",
    "snooze": "hub.cli.pausing",
    "visit": "hub.cli.pausing",
    "try": "hub.cli.trying",
    "walk": "hub.cli.walking",
    "card": "hub.cli.card",
    "devices": "hub.cli.asking",
    "status": "hub.cli.asking",
    "report": "hub.cli.report",
    "routine": "hub.cli.routine",
    "evidence": "hub.cli.evidence",
    "freeze": "hub.cli.freeze",
    "unfreeze": "hub.cli.freeze",
    "export-falls": "hub.cli.export",
    "backup": "hub.cli.backup",
    "restore": "hub.cli.restore",
    "erase": "hub.cli.erase",
    "pair": "hub.cli.pair",
    "rename": "hub.cli.placing",
    "replace": "hub.cli.placing",
    "remove": "hub.cli.placing",
    "replay": "hub.cli.replay",
    "rehearse": "hub.cli.rehearse",
    "simulate": "hub.cli.simulate",
    "models": "hub.cli.models",
    "detect-falls": "hub.cli.detect_falls",
    "score": "hub.cli.score",
    "train": "hub.cli.train",
    "backtest": "hub.cli.backtest",
}
"""Command -> the module that holds it. Loaded when it is used: the hub must not wait for what it does not need."""

PLACES = (Path("hub.toml"), Path("/etc/carehub/hub.toml"))
"""Where hub.toml is looked for if neither --config nor CAREHUB_CONFIG names it."""


class Commands(click.Group):
    """Loads a command's module only when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a working day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        module = COMMANDS.get(cmd_name)
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        return getattr(import_module(module), name, None) if module else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="carehub", prog_name="carehub")
def carehub() -> None:
    """carehub watches over one home: sensors speak, and people are told until somebody answers.

    Start with `carehub check` to see whether an alarm can get out of this home, then `carehub run`. While it runs,
    `carehub incidents` lists what is open and `carehub ack` says "I've got it".
    """


config_option = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    envvar="CAREHUB_CONFIG",
    help="The settings file of this home. Default: $CAREHUB_CONFIG, ./hub.toml, then /etc/carehub/hub.toml.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON line an entry, for programs.")


def settings_path(config: Path | None) -> Path:
    """The settings file to use. An error that says where was looked if there is none."""
    if config is not None:
        return config
    for place in PLACES:
        if place.exists():
            return place
    looked = ", ".join(str(place) for place in PLACES)
    raise CarehubError(
        f"no settings file: looked for {looked}. Name one with --config; config/hub.example.toml is a start."
    )


def main() -> None:
    """Run the command that was typed. Errors that a person can act on are told without a traceback, exit code 2."""
    try:
        carehub(prog_name="carehub")
    except CarehubError as error:
        click.echo(f"carehub: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
