"""The project on disk: where its parts are, and what its configuration says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from briefdesk.exports import policy
from briefdesk.records.dates import EventDate
from briefdesk.site import configuration
from briefdesk.site.configuration import ConfigurationProblem

CONFIGURATION = "mkdocs.yml"

#: The two folders that authors write in. Their names are part of every path that a problem
#: names and of every link between briefs, so no setting moves them.
BRIEFS = "briefs"
DOCS = "docs"

#: What may be deleted at any time: whatever saves work the next time.
CACHE = ".briefdesk"


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of the plugin `briefdesk` in `mkdocs.yml`, one field each."""

    #: True where a warning about a brief counts as a warning of the host (and fails --strict).
    strict_warnings: bool = False
    #: False leaves the site without a search index.
    search: bool = True
    #: False leaves it without a database: on a big desk that is its largest file.
    database: bool = True
    #: True lets pages written by hand hold HTML and attributes: their every author is trusted.
    raw_html: bool = False
    #: True draws a card of each page for those who share it, where the site has a public address.
    social_cards: bool = False
    #: What the ids in feeds, calendars and data are made of; the site's name where it is empty.
    identity: str = ""
    #: A day to show the site as of; what was published later is left out.
    as_of: date | None = None
    #: What a browser may load on a page (a Content-Security-Policy); empty leaves it to the host.
    policy: str = policy.CONTENT
    #: Where to report a hole in the site: an address of the web or of mail, for security.txt.
    security_contact: str = ""
    #: The day until which it holds; a year after the newest brief where it is not given.
    security_expires: date | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Settings:
        """The settings that `options` give; ConfigurationProblem where one is unknown or wrong."""
        known = {field.name: type(field.default) for field in fields(cls)}
        for name, value in options.items():
            if name not in known:
                raise ConfigurationProblem(
                    f"the plugin briefdesk has no option '{name}'. It has: {', '.join(known)}."
                )
            if name not in _DAYS and type(value) is not known[name]:
                wanted = "true or false" if known[name] is bool else "a text"
                raise ConfigurationProblem(f"the option '{name}' of briefdesk is {wanted}")
        days = {name: _day(name, configuration.resolved(options.get(name))) for name in _DAYS}
        contact = _contact(options.get("security_contact", ""))
        _one_line("policy", options.get("policy", ""))
        return cls(**{**options, **days, "security_contact": contact})


@dataclass(frozen=True, slots=True)
class Project:
    """A project. `site` is the folder it is built into, relative to `root`, with `/`."""

    root: Path
    site: str
    name: str
    purpose: str
    repository: str | None
    settings: Settings
    configuration: str = CONFIGURATION
    #: Its public address as the host is told it; empty where it has none.
    url: str = ""
    #: Other plugins and hooks of the host, which may do anything to a page.
    others: tuple[str, ...] = ()

    @property
    def configuration_path(self) -> Path:
        """The host's configuration file."""
        return self.root / self.configuration


def find(start: Path) -> Project:
    """The project that `start` lies in: the nearest folder upwards with a `mkdocs.yml`.

    ConfigurationProblem where there is none, or where its configuration is wrong.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / CONFIGURATION).is_file():
            return load(folder / CONFIGURATION)
    raise ConfigurationProblem(
        f"no {CONFIGURATION} in {start} or in any folder above it. "
        "Run the command inside a project, or write one with 'plugins: [briefdesk]'."
    )


def load(path: Path) -> Project:
    """The project whose configuration is `path`; ConfigurationProblem where it is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ConfigurationProblem(f"{path} cannot be read: {error}") from error
    given = configuration.read(text, path.name)
    options = configuration.plugin_settings(given, "briefdesk")
    if options is None:
        raise ConfigurationProblem(f"{path.name} does not list briefdesk under 'plugins'")
    settings = Settings.of(options)
    if settings.social_cards and find_spec("PIL") is None:
        raise ConfigurationProblem(
            "the option 'social_cards' of briefdesk needs Pillow: install briefdesk[cards], "
            "or leave the option out"
        )
    if given.get("docs_dir", DOCS) != DOCS:
        raise ConfigurationProblem(f"'docs_dir' in {path.name} must be {DOCS}, or left out")
    return Project(
        root=path.parent.absolute(),
        site=_inside(given.get("site_dir", "site"), "site_dir"),
        name=_text(given.get("site_name"), "Briefing desk"),
        purpose=_text(given.get("site_description"), ""),
        url=_text(given.get("site_url"), ""),
        repository=_text(given.get("repo_url"), "") or None,
        settings=settings,
        configuration=path.name,
        others=tuple(configuration.others(given)),
    )


#: Options that are a day.
_DAYS = ("as_of", "security_expires")

_CONTACT = re.compile(r"(?:mailto:|https://|tel:)[!-~]+")


def _contact(value: str) -> str:
    """A contact as security.txt has it; an address of mail may stand alone."""
    whole = f"mailto:{value}" if re.fullmatch(r"[^@:/\s]+@[^@:/\s]+", value) else value
    if whole and not _CONTACT.fullmatch(whole):
        raise ConfigurationProblem(
            "the option 'security_contact' of briefdesk is an address of mail, or begins with "
            "https:, mailto: or tel:"
        )
    return whole


def _one_line(name: str, value: str) -> None:
    """Refuse what no header can hold."""
    if not (value.isascii() and (value.isprintable())):
        raise ConfigurationProblem(f"the option '{name}' of briefdesk is one line of ASCII")


def _day(name: str, value: Any) -> date | None:
    """The last day that a date means, as YAML may give it."""
    if value is None or value == "":
        return None
    try:
        return EventDate.parse(str(value)).last
    except ValueError as error:
        raise ConfigurationProblem(f"the option '{name}' of briefdesk: {error}") from error


def _inside(value: Any, name: str) -> str:
    """A folder of the project in its shortest form: hosts and links agree on nothing else."""
    place = PurePosixPath(value) if isinstance(value, str) else None
    if place is None or place.is_absolute() or ".." in place.parts or not place.parts:
        raise ConfigurationProblem(f"'{name}' must be a folder inside the project, relative to it")
    return str(place)


def _text(value: Any, default: str) -> str:
    found = configuration.resolved(value)
    return found if isinstance(found, str) else default
