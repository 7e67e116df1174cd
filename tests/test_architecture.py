"""What docs/architecture.md promises of the code, held by reading it."""

import ast
import hashlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("portal", "roles", "planning", "scripts", "bench", "attack")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
VENDOR = ROOT / "static" / "vendor"
LONGEST_FUNCTION, LONGEST_FILE = 50, 350

pytestmark = pytest.mark.pure


def sources(*folders: str) -> list[Path]:
    every = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in every if "migrations" not in path.parts)


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text()))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def found(paths: Iterable[Path], look: Callable[[Path], Any]) -> dict[str, Any]:
    """By name of the file what was found in it, where anything was: one test of a thousand files is as telling as a
    thousand tests, and sooner done."""
    return {name(path): wrong for path in paths if (wrong := look(path))}


def imported(path: Path) -> set[str]:
    modules = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module or "")
    return modules


def is_pure(module: str) -> bool:
    return module.startswith("planning.core") or module.split(".")[0] in sys.stdlib_module_names


def test_the_core_imports_the_standard_library_only() -> None:
    def strangers(path: Path) -> list[str]:
        return [module for module in imported(path) if not is_pure(module)]

    assert found(sources("planning/core"), strangers) == {}


def test_the_core_is_given_the_date_and_never_asks_for_it() -> None:
    def asked(path: Path) -> set[str]:
        called = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
        return called & {"today", "now", "utcnow", "localdate"}

    assert found(sources("planning/core"), asked) == {}


def folders(path: str) -> set[str]:
    """Those that hold a file; what git leaves behind of a folder that has moved is none."""
    files = (file for file in (ROOT / path).glob("*/**/*") if file.is_file() and file.suffix != ".pyc")
    return {file.relative_to(ROOT / path).parts[0] for file in files}


# What Django wants at the root of an app.
OF_DJANGO = {"migrations"}
FEATURES = folders("planning") - OF_DJANGO


def test_every_folder_of_planning_has_its_floor() -> None:
    """The contract itself is held by `make lint`."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (floors,) = (contract["layers"] for contract in contracts if contract["name"].startswith("Floors: "))
    assert {f"planning.{folder}" for folder in FEATURES} - set(re.split(r" [|:] |\n", "\n".join(floors))) == set()


def test_templates_stand_in_the_folder_of_their_feature() -> None:
    assert folders("templates/planning") - FEATURES == {"shared"}


def test_tests_stand_in_the_folder_of_what_they_test() -> None:
    of_the_whole = {"attack", "browser", "wording"}
    assert folders("tests") - FEATURES == {"portal", "roles", *of_the_whole}


def test_styles_are_named_after_their_feature() -> None:
    shared = {"account", "backoffice", "base", "parts", "roles", "shell", "tokens", "work"}
    names = {path.stem.split("-")[0] for path in (ROOT / "static" / "css").glob("*.css")}
    assert names - FEATURES == shared


def test_planning_has_few_loose_modules() -> None:
    loose = {path.stem for path in (ROOT / "planning").glob("*.py")}
    assert loose == {"__init__", "apps", "models", "urls"}


# In the docs, a path in backticks; `planning/<feature>/` and `to_…` are none.
PATH_IN_DOCS = re.compile(r"`((?:portal|roles|planning|templates|static|tests|scripts|bench|attack|docs)/[\w./-]+)`")


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=name)
def test_every_path_that_the_docs_name_is_there(page: Path) -> None:
    paths = PATH_IN_DOCS.findall(page.read_text())
    assert [path for path in paths if not (ROOT / path).exists()] == []


TABLE_OF_ANOTHER_APP = re.compile(r"\b(roles|planning)_[a-z]")


def texts(path: Path) -> Iterator[str]:
    return (node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_the_portal_names_no_table_of_another_app() -> None:
    def tables(path: Path) -> list[str]:
        return [text for text in texts(path) if TABLE_OF_ANOTHER_APP.search(text)]

    assert found(sources("portal"), tables) == {}


def test_functions_can_be_read_at_a_glance() -> None:
    def long(path: Path) -> dict[str, int]:
        functions = (n for n in nodes(path) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
        lines = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions}
        return {name: length for name, length in lines.items() if length > LONGEST_FUNCTION}

    assert found(sources(*PACKAGES), long) == {}


def holds_code(path: Path) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in nodes(path))


def test_files_of_code_stay_short() -> None:
    lengths = {name(path): len(path.read_text().splitlines()) for path in sources(*PACKAGES) if holds_code(path)}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event handler": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[\w:-]*)\s*=", re.I),
    "a script address": re.compile(r"javascript:", re.I),
}


# No policy stands over an e-mail, and mail programs read no other styles.
def test_templates_hold_nothing_that_the_content_security_policy_refuses() -> None:
    def refused(path: Path) -> list[str]:
        text = re.sub(r"{#.*?#}|{%.*?%}", "", path.read_text(), flags=re.S)
        return [what for what, pattern in INLINE.items() if pattern.search(text)]

    assert found((path for path in TEMPLATES if "email" not in path.parts), refused) == {}


TITLE = re.compile(r'\btitle="((?:{%.*?%}|{{.*?}}|[^"])*)"', re.S)


def test_what_shows_under_the_pointer_stands_on_one_line() -> None:
    """Browsers keep the line breaks of a title."""

    def broken(path: Path) -> list[str]:
        return [title for title in TITLE.findall(path.read_text()) if "\n" in title]

    assert found(TEMPLATES, broken) == {}


@pytest.mark.parametrize("markup", ["<script>x</script>", '<p style="x">', '<a\nonclick="x">', "<style>"])
def test_what_the_policy_refuses_would_be_found(markup: str) -> None:
    assert any(pattern.search(markup) for pattern in INLINE.values())


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
class TestLock:
    def test_every_package_is_pinned_with_hashes(self, lock: str) -> None:
        text = re.sub(r"\\\n", " ", (ROOT / lock).read_text())
        packages = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
        assert packages
        assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []

    def test_no_registry_is_named(self, lock: str) -> None:
        assert re.findall(r"https?://|index-url|find-links|file:", (ROOT / lock).read_text()) == []


def test_the_script_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def vendored() -> set[str]:
    files = (path for path in VENDOR.rglob("*") if path.is_file() and path.parent != VENDOR)
    return {path.relative_to(VENDOR).as_posix() for path in files}


def recorded() -> dict[str, str]:
    """Sums by file, in the format of sha256sum."""
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    return {path: digest for digest, path in (line.split(maxsplit=1) for line in lines)}


def test_vendored_files_are_the_recorded_ones() -> None:
    sums = {path: hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() for path in vendored()}
    differing = sorted(path for path in sums.keys() | recorded().keys() if sums.get(path) != recorded().get(path))
    assert differing == [], "Vendored files are never edited. After bringing new ones: sh scripts/vendor.sh"


def test_each_vendored_folder_is_listed_with_version_and_licence() -> None:
    rows = (VENDOR / "README.md").read_text().splitlines()
    listed = {cells[1]: cells[2:5] for row in rows if len(cells := [cell.strip() for cell in row.split("|")]) == 6}
    folders = {path.split("/")[0] for path in vendored()}
    assert {folder for folder in folders if not all(listed.get(folder, [""]))} == set()


def test_each_vendored_folder_holds_its_licence() -> None:
    folders = {path.split("/")[0] for path in vendored()}
    assert {folder for folder in folders if not list((VENDOR / folder).glob("LICEN[SC]E*"))} == set()


# Django ends a tag or a comment with its line: what goes on below it is shown to people as it stands.
UNENDED = re.compile(r"\{(?:#(?!.*?#\})|%(?!.*?%\})|\{(?!.*?\}\}))")


def test_a_template_tag_ends_on_its_line() -> None:
    def unended(path: Path) -> list[str]:
        return [line for line in path.read_text().splitlines() if UNENDED.search(line)]

    assert found(TEMPLATES, unended) == {}
