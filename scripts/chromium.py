"""Find Chromium for the browser tests and the benchmark, or bring it: `python -m scripts.chromium` prints where it
is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = """Chromium is needed for the browser tests, and none was found. One of these helps:
  - install it:  apt-get install chromium   (Debian)   dnf install chromium   (Fedora)   brew install --cask chromium
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
    if shutil.which("apt-get") and as_root is not None:
        _run(*as_root, "apt-get", "update", "-qq")
        # Debian's package is the browser; Ubuntu's only points at a snap, which needs a snap service.
        _run(*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


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
    if find() is None and not os.environ.get("CHROMIUM"):
        bring()
    path = find()
    if path is None or not works(path):
        print(MISSING, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
