"""What every connection to the database keeps to. Knows no Django: the settings are made of it."""

from __future__ import annotations

from typing import Any

# What PostgreSQL gives up by itself, by the variable that sets its seconds, with its default. 0 leaves it out.
LIMITS = {
    "statement_timeout": ("DATABASE_STATEMENT_SECONDS", 120),
    "lock_timeout": ("DATABASE_LOCK_SECONDS", 20),
    "idle_in_transaction_session_timeout": ("DATABASE_IDLE_SECONDS", 600),
}
CONNECT = ("DATABASE_CONNECT_SECONDS", 10)
# A connection whose other side is gone without a word is noticed within a minute.
KEEPALIVES = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


def configured(database: dict[str, Any], env: Any) -> dict[str, Any]:
    """The settings of a database as its address gives them, completed."""
    told = database.get("OPTIONS", {})
    options = told
    if database["ENGINE"].endswith("sqlite3"):
        options = _of_sqlite()
    elif "postgres" in database["ENGINE"]:
        options = _of_postgres(told, env)
    # A kept connection is looked at before a request uses it: the server may have been restarted meanwhile.
    return {"CONN_MAX_AGE": 60, **database, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _of_sqlite() -> dict[str, Any]:
    """Writers wait for each other instead of failing; readers never wait."""
    return {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }


def _of_postgres(told: dict[str, Any], env: Any) -> dict[str, Any]:
    limits = {name: env.int(*setting) for name, setting in LIMITS.items()}
    parts = [f"-c {name}={seconds * 1000}" for name, seconds in limits.items() if seconds]
    said = " ".join([*parts, told.get("options", "")]).strip()
    return {"connect_timeout": env.int(*CONNECT), **KEEPALIVES, **told, **({"options": said} if said else {})}
