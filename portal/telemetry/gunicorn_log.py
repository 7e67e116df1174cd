"""What gunicorn itself logs, in the same lines as all else."""

from __future__ import annotations

import logging.config
from typing import Any

import environ
from gunicorn.glogging import Logger as GunicornLogger

from portal.telemetry import logs


class Logger(GunicornLogger):  # type: ignore[misc]
    """Named by gunicorn.conf.py. There is no access log: each request has its line already, by its route."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        env = environ.Env()
        logging.config.dictConfig(logs.config(*logs.asked_of(env)))
        self.error_log.setLevel(self.loglevel)

    def access(self, *_: object, **__: object) -> None:
        """Not written: it would hold addresses and what was searched for."""
