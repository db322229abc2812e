"""Errors that a person can act on: where, what was found, what was expected, what to do."""


class CarehubError(Exception):
    """Anything that carehub itself refuses. Its text is meant for the person at the keyboard."""


class SettingsError(CarehubError):
    """A settings file cannot be used.

    `path` is where in the file (`ladder[1].tell[0]`), `found` and `expected` say what is wrong,
    `example` is a line that would be accepted.
    """

    def __init__(self, file: str, path: str, found: str, expected: str, example: str = "") -> None:
        self.file, self.path, self.found, self.expected, self.example = file, path, found, expected, example
        text = f"{file}: {path}: found {found}; expected {expected}."
        super().__init__(f"{text} For example: {example}" if example else text)
