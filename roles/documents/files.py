"""Documents as text: one readable YAML file, the folder of such files that Lineup comes with, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from portal.files import process, yaml_text
from portal.files.refusal import Unusable
from portal.typed import plain
from roles.documents.dumping import dump
from roles.documents.loading import BadContent, load
from roles.documents.units import Document, Unit

PARTS = {
    "source": "sources",
    "function": "functions",
    "role": "roles",
    "pairing": "pairings",
    "title": "titles",
    "language": "languages",
}
LONGEST_LINE = 95


class _Dumper(yaml.SafeDumper):
    """Puts short records on one line."""

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        return super().represent_sequence(tag, sequence, all(isinstance(item, str) for item in sequence))

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        return super().represent_mapping(tag, mapping, _is_short(mapping))


def _is_short(value: Any) -> bool:
    return bool(value) and len(str(value)) < LONGEST_LINE


def to_json(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False)


def from_json(text: str) -> Document:
    found: Document = json.loads(text, object_hook=_with_numbers)
    return found


def _with_numbers(values: dict[str, Any]) -> dict[Any, Any]:
    """JSON turns the numbers of levels into texts; YAML reads them as numbers."""
    return {int(key) if key.isdecimal() else key: value for key, value in values.items()}


def to_text(document: Document) -> str:
    """The whole content as one readable file."""
    parts: dict[str, list[Unit]] = {part: [] for part in PARTS.values()}
    for name, unit in document.items():
        part = parts[PARTS[name.partition("/")[0]]]
        part.append(_placed(unit, len(part)) if name.startswith("function/") else unit)
    return yaml.dump(parts, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _placed(unit: Unit, at: int) -> Unit:
    """A function without the order that its place in the file says already."""
    if unit.get("order", 0) != at:
        return {"order": 0, **unit}
    return {name: value for name, value in unit.items() if name != "order"}


def from_text(text: str) -> Document:
    """What `to_text` wrote, or somebody wrote in its manner. Raises `BadContent`, naming the places."""
    return _document(_parsed("The file", text))


def from_file(name: str, data: bytes) -> Document:
    """The same from a file that somebody sends, read by a process of its own. Raises `BadContent`."""
    try:
        yaml_text.check(name, data)
        values = json.loads(process.opened(yaml_text.OPENER, name, data), object_hook=_with_numbers)
    except Unusable as error:
        raise BadContent([error.message]) from error
    return _document(_cleaned(values))


def _cleaned(value: Any) -> Any:
    """Texts as they would be if somebody had typed them into a form."""
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return plain(value) if isinstance(value, str) else value


def from_folder(folder: Path) -> Document:
    """The same content spread over files: sources, functions, pairings, titles, a file or several for the roles, and
    one for each language."""
    parts = {name: _read(folder / f"{name}.yaml") for name in ("sources", "functions", "pairings")}
    described = [_read(path) for path in sorted((folder / "roles").glob("*.yaml"))]
    roles = [role for one in described for role in (one if isinstance(one, list) else [one])]
    titles = _read(folder / "titles.yaml")
    if strangers := set(titles["roles"]) - {role["slug"] for role in roles}:
        raise BadContent([f"titles.yaml: role not found: {', '.join(sorted(strangers))}."])
    for role in roles:
        role["titles"] = list(_patterns(titles["roles"].get(role["slug"], ())))
    other = titles.get("functions", {}).items()
    unclaimed = [{"function": name, **pattern} for name, patterns in other for pattern in _patterns(patterns)]
    languages = [_read(path) for path in sorted((folder / "languages").glob("*.yaml"))]
    every = [*unclaimed, *_patterns(titles["ask"])]
    return _document({**parts, "roles": roles, "titles": every, "languages": languages})


def _document(parts: Any) -> Document:
    """In the one order and form that a document has, whichever way it was written."""
    if not isinstance(parts, Mapping) or set(parts) - set(PARTS.values()):
        raise BadContent([f"The file should have these parts and no others: {', '.join(PARTS.values())}."])
    document: Document = {}
    twice = []
    for kind, part in PARTS.items():
        for order, unit in enumerate(_listed(part, parts.get(part))):
            name = _name(kind, part, unit, order)
            if name in document:
                twice.append(f"{name} appears twice. Keep one.")
            document[name] = {"order": order, **unit} if kind == "function" else dict(unit)
    if twice:
        raise BadContent(twice)
    return dump(load(document))


def _listed(part: str, units: Any) -> Iterable[Any]:
    if units is None or isinstance(units, list):
        return units or ()
    raise BadContent([f"{part}: this should be a list."])


def _name(kind: str, part: str, unit: Any, at: int) -> str:
    field = "text" if kind == "title" else "slug"
    if not isinstance(unit, Mapping) or not isinstance(unit.get(field), str):
        raise BadContent([f"{part}, entry {at + 1}: the {field} is missing."])
    return f"{kind}/{unit[field]}{' (whole)' if unit.get('whole') else ''}"


def _patterns(patterns: Iterable[Any]) -> Iterator[Unit]:
    """`text`, or a mapping whose `text` may list several."""
    for pattern in patterns:
        values = {"text": pattern} if isinstance(pattern, str) else dict(pattern)
        texts = values.pop("text")
        for text in [texts] if isinstance(texts, str) else texts:
            yield {"text": text, **values}


def _read(path: Path) -> Any:
    try:
        return _parsed(path.name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadContent([f"{path.name} could not be read: {error}"]) from error


def _parsed(name: str, text: str) -> Any:
    try:
        return yaml_text.values(text)
    except yaml_text.TooMuch as error:
        raise BadContent([f"{name} could not be read: {error}"]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadContent([f"{name} could not be read as YAML: {error}"]) from error
