"""The role content that Lineup comes with: its files are read once, however many tests start from what they say."""

from functools import cache

from django.db.models import Model

from roles import seed
from roles.documents import Document, load


@cache
def document() -> Document:
    """Nobody changes it."""
    return seed.document()


def rows() -> list[Model]:
    """New ones each time, to be changed at will; unsaved."""
    return load(document())
