"""Every text in the sources that a person may read: of templates, of Python and scripts, of role content.

    python -m scripts.texts planning/hiring templates/planning/hiring     (without paths: all)

prints one a line: path:line, a tab, the text, with “…” where a value stands. Keys, class names and addresses are left
out by their shape: a text has a blank in it, or begins with a capital letter.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[1]
PYTHON = ("planning", "portal", "roles")
READ_ALOUD = ("alt", "aria-label", "aria-description", "content", "placeholder", "title", "summary", "label")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}", re.DOTALL)
IN_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
SCRIPT_TEXT = re.compile(r"""(?<![\w$])(["'`])((?:\\.|(?!\1).)*)\1""", re.DOTALL)
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?m:^\s*//[^\n]*$)|(?<=[\s;{}])//[^\n]*", re.DOTALL)
SENTENCE = re.compile(r"[A-Za-z“’].*\s\S|^[A-Z][a-z’]+…?$", re.DOTALL)
MACHINE = re.compile(
    r"^[\w.:/#\[\]=>*(){}|^$\\+?,;@%-]*$|^(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH) |^[a-z-]+(/[a-z.-]+)+;"
)


Reader = Callable[[str], Iterator[tuple[int, str]]]


class Text(NamedTuple):
    """A text and where it stands: the path from the project's root, and the line."""

    path: str
    line: int
    text: str


def texts(root: Path = ROOT) -> Iterator[Text]:
    """All of them, in the order of the files."""
    for path, read in _files(root):
        for line, text in read(path.read_text(encoding="utf-8")):
            plain = " ".join(text.split())
            if plain and SENTENCE.search(plain) and not MACHINE.match(plain):
                yield Text(str(path.relative_to(root)), line, plain)


def _files(root: Path) -> Iterator[tuple[Path, Reader]]:
    """Each with what reads its texts."""
    yield from (
        (path, of_template) for path in sorted(root.glob("templates/**/*.*")) if path.suffix in (".html", ".txt")
    )
    for folder in PYTHON:
        python = sorted(root.glob(f"{folder}/**/*.py"))
        yield from ((path, of_python) for path in python if "migrations" not in path.parts)
    yield from ((path, of_script) for path in sorted(root.glob("static/js/**/*.js")))
    yield from (
        (path, of_yaml) for path in sorted([*root.glob("portal/*.yaml"), *root.glob("roles/content/**/*.yaml")])
    )


class _Shown(HTMLParser):
    """Collects text and what is read aloud; a piece ends where an element begins or ends that is not within a line."""

    WITHIN = ("a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "time", "wbr")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._piece: list[str] = []
        self._line = 1
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.WITHIN:
            self.flush()
        if tag in ("script", "style"):
            self._hidden += 1
        named = {name: value or "" for name, value in attrs}
        for name in READ_ALOUD:
            if name in named and tag not in ("link", "input" if name == "content" else ""):
                self.found.append((self.getpos()[0], named[name]))
        if tag in ("input", "button") and named.get("type") in ("submit", "button", "reset"):
            self.found.append((self.getpos()[0], named.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.WITHIN:
            self.flush()
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not "".join(self._piece).strip():
            self._line = self.getpos()[0]
        self._piece.append(data)

    def flush(self) -> None:
        if "".join(self._piece).strip():
            self.found.append((self._line, "".join(self._piece)))
        self._piece = []


def shown(html: str) -> list[tuple[int, str]]:
    """What a page shows or has read aloud, piece by piece, each with its line."""
    parser = _Shown()
    parser.feed(html)
    parser.close()
    parser.flush()
    return parser.found


def of_template(source: str) -> Iterator[tuple[int, str]]:
    """Its own text, with “…” where a value stands, and the texts that are quoted within its tags."""
    bare = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
    for tag in IN_TAG.finditer(bare):
        line = bare.count("\n", 0, tag.start()) + 1
        yield from ((line, one or other) for one, other in QUOTED.findall(tag.group()))
    yield from shown(IN_TAG.sub(_stand_in, bare))


def _stand_in(tag: re.Match[str]) -> str:
    return ("…" if tag.group().startswith("{{") else " ") + "\n" * tag.group().count("\n")


def of_python(source: str) -> Iterator[tuple[int, str]]:
    """Strings that are not docstrings; of one with values in it, “…” in place of each."""
    tree = ast.parse(source)
    silent = {id(node) for kept in (_docstrings(tree), _facts(tree)) for node in kept}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_part(part) for part in node.values)
            yield from _inside(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "…"


def _inside(node: ast.JoinedStr) -> Iterator[tuple[int, str]]:
    """Texts within the values of a text."""
    for value in (part for part in node.values if isinstance(part, ast.FormattedValue)):
        for inner in ast.walk(value.value):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.lineno, inner.value


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield body[0].value


def _facts(tree: ast.AST) -> Iterator[ast.AST]:
    """What is kept with the acceptance of a finding, to tell whether it is still the same: no one reads it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword | ast.Assign | ast.AugAssign) and _is_noted(node):
            yield from ast.walk(node.value)
        elif isinstance(node, ast.FunctionDef) and _is_noted(node):
            yield from ast.walk(node)


def _is_noted(node: ast.keyword | ast.Assign | ast.AugAssign | ast.FunctionDef) -> bool:
    """By its name: `facts`, or what has “noted” in it."""
    match node:
        case ast.keyword():
            return node.arg == "facts"
        case ast.FunctionDef():
            return "noted" in node.name
        case ast.Assign():
            return any("noted" in ast.unparse(target).lower() for target in node.targets)
    return "noted" in ast.unparse(node.target)


def of_script(source: str) -> Iterator[tuple[int, str]]:
    bare = SCRIPT_COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
    for found in SCRIPT_TEXT.finditer(bare):
        yield bare.count("\n", 0, found.start()) + 1, re.sub(r"\$\{[^}]*\}", "…", found.group(2))


def of_yaml(source: str) -> Iterator[tuple[int, str]]:
    """Every value that is a text."""
    yield from ((node.start_mark.line + 1, node.value) for node in _scalars(yaml.compose(source)))


def _scalars(node: Any) -> Iterable[Any]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str"):
        yield node


def main(paths: list[str]) -> None:
    for path, line, text in texts():
        if not paths or path.startswith(tuple(paths)):
            print(f"{path}:{line}\t{text}")


if __name__ == "__main__":
    main(sys.argv[1:])
