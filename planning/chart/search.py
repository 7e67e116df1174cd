"""Suggestions while somebody types: people, titles, teams, products."""

from __future__ import annotations

from planning.chart.filters import Finder

MOST, LOOKED_AT = 12, 400


def suggestions(finder: Finder, q: str) -> list[tuple[str, str, str, str, str]]:
    """Key, title, holder, badge and the nearest managers of what fits best."""
    words = q.lower().split()
    if not words:
        return []
    fitting = finder.with_words(words)[:LOOKED_AT]
    best = sorted(fitting, key=lambda key: _rank(finder, key, words[0]))
    return [_suggestion(finder, key) for key in best[:MOST]]


def _rank(finder: Finder, key: str, word: str) -> tuple[int, int]:
    """Names that begin with the word, then titles, then any word that does; higher positions first."""
    org = finder.chart.org
    position = org.positions[key]
    person = org.people.get(position.holder)
    name = person.name.lower() if person else ""
    text = finder.texts[key]
    rank = 0 if name.startswith(word) else 1 if text.startswith(word) else 2 if f" {word}" in text else 3
    return rank, finder.chart.shape.depth[key]


def _suggestion(finder: Finder, key: str) -> tuple[str, str, str, str, str]:
    chart = finder.chart
    face = chart.face(key)
    line = chart.line(key)[:2]
    return key, face.title, face.who, face.code, " › ".join(p.title or p.key for p in reversed(line))
