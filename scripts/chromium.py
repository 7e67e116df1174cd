"""Find Chromium for the browser tests and the benchmark, or bring it: `python -m scripts.chromium` prints where it
is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Chromium without windows: the browser tests take two thirds of the time in it.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = """Chromium is needed for the browser tests, and none was found. One of these helps:
  - install it:  apt-get install chromium-headless-shell (Debian), dnf install chromium (Fedora),
    brew install --cask chromium (macOS)
  - let Playwright bring its own and its libraries:  .venv/bin/python -m playwright install --with-deps chromium
  - name one:  CHROMIUM=/path/to/chromium make test
"""
FLAGS = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run")


def find() -> str | None:
    """The path of a Chromium: $CHROMIUM, then the system's, then Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    installed = (shutil.which(name) for name in NAMES)
    return next((path for path in [*installed, *map(shutil.which, PLACES)] if path), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def bring() -> None:
    """Install Chromium with what this machine has; whether it worked shows in `find`."""
    as_root = _as_root()
    if as_root is not None:
        _apt(*as_root)
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def is_lacking() -> bool:
    """Whether there is none, or none but with windows where root may install without asking."""
    if os.environ.get("CHROMIUM"):
        return False
    return find() is None or (os.geteuid() == 0 and not any(map(shutil.which, SHELLS)))


def _apt(*as_root: str) -> None:
    """Debian's package is the browser; Ubuntu has none without a snap service."""
    if not shutil.which("apt-get"):
        return
    in_time = ("-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")
    _run(*as_root, "apt-get", "update", *in_time)
    _run(*as_root, "apt-get", "install", "-y", *in_time, "--no-install-recommends", SHELLS[0])


def _as_root() -> list[str] | None:
    """The words that make a command run as root; None where that is not to be had without asking."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _run(*command: str) -> None:
    print("+", *command, file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, stdout=sys.stderr, env=environment, check=False)


def works(path: str) -> bool:
    """Whether it starts: a Chromium without its libraries, or a mere pointer to a snap, does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main() -> int:
    if is_lacking():
        bring()
    path = find()
    if path is None or not works(path):
        print(MISSING, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
