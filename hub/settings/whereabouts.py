"""Fetches a secret from where the settings say that it is."""

import os
from pathlib import Path

from hub.model.errors import SettingsError
from hub.model.household import Secret

SERVICE = "/run/credentials/carehub.service"
"""Where systemd keeps the credentials of the hub that runs, so that `carehub check` by hand finds them too."""


def resolve(secret: Secret) -> str:
    """The secret itself, without the newline at its end. SettingsError says what is missing, never the secret."""
    if secret.credential is not None:
        return _credential(secret.credential)
    if secret.file is not None:
        return _read(Path(secret.file), secret.file, "the file with the secret, readable for carehub's user")
    return _environment(secret.env or "")


def _credential(name: str) -> str:
    folder = os.environ.get("CREDENTIALS_DIRECTORY") or SERVICE
    expected = (
        f"/etc/credstore/{name}, LoadCredential={name} in the unit, the hub running, and its user (sudo -u carehub)"
    )
    return _read(Path(folder) / name, f'credential "{name}"', expected)


def _environment(name: str) -> str:
    if name not in os.environ:
        found = "no such variable in the environment"
        raise SettingsError("secret", f'env "{name}"', found, "the secret in that variable", f"export {name}=...")
    return _usable(os.environ[name], f'env "{name}"')


def _read(path: Path, where: str, expected: str) -> str:
    try:
        return _usable(path.read_bytes().decode(), where)
    except OSError as error:
        raise SettingsError("secret", where, f"no secret ({error.strerror or error})", expected) from None
    except ValueError:
        raise SettingsError("secret", where, "something that is not text", expected) from None


def _usable(text: str, where: str) -> str:
    secret = text.removesuffix("\n").removesuffix("\r")
    if not secret:
        raise SettingsError("secret", where, "nothing in it", "the secret, on one line")
    return secret
