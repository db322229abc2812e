"""The pages' texts in other languages: one folder each, named by its tag, with a file for each part of the site.

Each file has TEXTS (English -> the same, with the same {places}). A new file is found by itself.
"""

from importlib import import_module
from pkgutil import iter_modules


def gathered(package: str, path: list[str]) -> dict[str, str]:
    """The TEXTS of every file of one language."""
    return {
        english: said
        for module in sorted(each.name for each in iter_modules(path))
        for english, said in import_module(f"{package}.{module}").TEXTS.items()
    }
