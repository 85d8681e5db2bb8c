"""What a host or a cluster may object to, for those who do not load one."""

from __future__ import annotations

import logging


class HostProblem(Exception):
    """The host refused to build; `said` is what it said on the way."""

    def __init__(self, message: str, said: tuple[str, ...] = ()) -> None:
        self.said = said
        super().__init__(message)


class ClusterProblem(Exception):
    """The cluster cannot be used; the message says why."""


class Listener(logging.Handler):
    """Collects what the host warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self.said.append(record.getMessage())
