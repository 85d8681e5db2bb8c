"""What a host or a cluster may object to, for those who do not load one."""

from __future__ import annotations


class HostProblem(Exception):
    """The host refused to build; `said` is what it said on the way."""

    def __init__(self, message: str, said: tuple[str, ...] = ()) -> None:
        self.said = said
        super().__init__(message)


class ClusterProblem(Exception):
    """The cluster cannot be used; the message says why."""
