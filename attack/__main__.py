"""`make attack PARTS="kills mail" TIMES=20 SEED=1`: each part on its databases, and a table of all at the end."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from attack.outcome import kept, table
from scripts.postgres import Cluster

# What is tried on both databases; the rest on PostgreSQL alone.
BOTH = ("kills", "migrations", "disk")
PARTS = (
    *("kills", "migrations", "mail", "database", "disk", "clock"),
    *("races", "matrix", "imports", "archives", "queries"),
)
# A server as in production, but small: what is written is on the disk before an answer says so.
DURABLE = ("-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on", "-c", "max_connections=60")
# An attack asks more often than people do: only so it comes to what it is about.
UNLIMITED = {f"LIMIT_{kind}": "0" for kind in ("FILES", "ARCHIVES", "UPLOADS", "PREVIEWS", "SEARCHES", "REPORTS")}


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers end with this command
    given = _given()
    with tempfile.TemporaryDirectory(prefix="lineup-attack-", dir="/tmp", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)
        results = place / "results"
        results.mkdir()
        broken = [part for part in given.parts if not _part(part, given, place, results)]
        outcomes = kept(results)
        print(f"\n{table(outcomes)}")
        if broken:
            print(f"\nCould not be carried out: {', '.join(broken)}. The logs above say why.")
        return 1 if broken or any(outcome.lost for outcome in outcomes) else 0


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"some of: {' '.join(PARTS)}; all where none is named")
    parser.add_argument("--times", type=int, default=20, help="how often each thing is tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", choices=("postgresql", "sqlite", "both"), default="both")
    parser.add_argument("--logs", type=Path, help="a folder to keep the logs of the portal in")
    given = parser.parse_args()
    given.parts = given.parts or list(PARTS)
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return given


def _part(part: str, given: argparse.Namespace, place: Path, results: Path) -> bool:
    databases = ["postgresql", "sqlite"] if part in BOTH else ["postgresql"]
    wanted = [database for database in databases if given.on in (database, "both")]
    return all([_on(database, part, given, place, results) for database in wanted])


def _on(database: str, part: str, given: argparse.Namespace, place: Path, results: Path) -> bool:
    """One part in a process of its own, on a database of its own."""
    print(f"{part}, {database}", flush=True)
    folder = place / f"{part}-{database}"
    folder.mkdir()
    if part == "disk" and not _small_disk(folder):
        print("  not tried: it needs Linux and the right to mount a small disk")
        return True
    cluster = Cluster(_made(folder / "pg"), DURABLE) if database == "postgresql" else None
    try:
        if cluster is not None:
            cluster.start()
        address = cluster.address if cluster else f"sqlite:///{folder / 'attack.sqlite3'}"
        more = {"DATABASE_URL": address, "LINEUP_MODE": "test", "ATTACK_CLUSTER": str(folder / "pg")}
        more["DJANGO_SETTINGS_MODULE"] = "portal.settings"
        more |= UNLIMITED
        told = [part, str(folder), str(results), str(given.times), str(given.seed)]
        command = [sys.executable, "-u", "-m", "attack.one", *told]
        return _ended_well(subprocess.Popen(command, env={**os.environ, **more}))
    finally:
        if cluster is not None:
            cluster.stop()
        if given.logs:
            _keep_logs(folder, given.logs / folder.name)
        if part == "disk":
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def _ended_well(process: subprocess.Popen[bytes]) -> bool:
    try:
        return process.wait() == 0
    finally:  # where this command is told to stop, with what that has started
        process.terminate()
        process.wait()


def _small_disk(folder: Path) -> bool:
    """Of 300 MB, in memory, for all that the part writes."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=300m,mode=755", "tmpfs", str(folder)]
    try:
        return subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _keep_logs(folder: Path, there: Path) -> None:
    there.mkdir(parents=True, exist_ok=True)
    for log in [*folder.glob("*.log"), *folder.glob("pg/log")]:
        shutil.copy(log, there / log.name)


if __name__ == "__main__":
    sys.exit(main())
