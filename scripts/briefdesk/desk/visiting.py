"""A polite visitor: asks each host first what it minds, and never twice within a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from briefdesk import __version__
from briefdesk.desk.fetching import Answer, Limits, Refused, request
from briefdesk.reading.locators import normal

#: Seconds between two requests to a host; it may ask for more, up to the second number.
PAUSE = 1.0
LONGEST_PAUSE = 30.0

#: Hops from an address to where its page is now.
REDIRECTS = 5

#: As much of a host's rules as is read (RFC 9309, section 2.5).
_RULES = 500 * 1024

_MOVED = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit: the address at which the page is now, and the host's answer."""

    url: str
    answer: Answer


@dataclass
class Visitor:
    """Visits pages for the desk of that name. `clock` and `sleep` are those of the machine."""

    desk: str = ""
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        """What it calls itself."""
        named = self.desk.encode("ascii", "ignore").decode().translate(_NO_CONTROLS).strip()
        return f"briefdesk/{__version__}" + (f" ({named})" if named else "")

    def visit(self, method: str, url: str) -> Visit:
        """Ask for a page by `GET` or `HEAD`, and follow it to where it is now. Refused where the
        host's rules forbid it, or as `request` refuses; any status is an answer."""
        here = normal(url)
        for _ in range(REDIRECTS + 1):
            if not self._rules_of(here).can_fetch(self.agent, here):
                raise Refused(f"{urlsplit(here).netloc} does not want it read by programs")
            answer = self._request(method, here)
            if answer.status not in _MOVED or not answer.location:
                return Visit(here, answer)
            here = normal(urljoin(here, answer.location))
        raise Refused(f"it is moved on more than {REDIRECTS} times")

    def _request(self, method: str, url: str) -> Answer:
        host = urlsplit(url).netloc
        wait = self._next.get(host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        try:
            return request(method, url, self.agent, self.limits)
        finally:
            asked = self._rules[host].crawl_delay(self.agent) if host in self._rules else None
            pause = max(PAUSE, min(float(asked or 0), LONGEST_PAUSE))
            self._next[host] = self.clock() + pause

    def _rules_of(self, url: str) -> RobotFileParser:
        """What the host of an address minds (RFC 9309): where it has no rules, nothing; where it
        fails to tell, everything."""
        parts = urlsplit(url)
        if parts.netloc not in self._rules:
            rules = RobotFileParser()
            answer = self._robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
            if 400 <= answer.status < 500:
                rules.parse([])
            elif answer.status == 200:
                text = answer.content[:_RULES].decode("utf-8", "replace")
                rules.parse(text.splitlines())
            else:
                rules.parse(["User-agent: *", "Disallow: /"])
            self._rules[parts.netloc] = rules
        return self._rules[parts.netloc]

    def _robots(self, url: str) -> Answer:
        for _ in range(REDIRECTS + 1):
            answer = self._request("GET", url)
            if answer.status not in _MOVED or not answer.location:
                return answer
            url = normal(urljoin(url, answer.location))
        return Answer(404, None, "", b"")


_NO_CONTROLS = dict.fromkeys((*range(32), 127, ord("("), ord(")")))
