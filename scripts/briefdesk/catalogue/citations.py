"""Citations: a brief or a source as readers quote it, and in the formats of their programs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from briefdesk.records.brief import Brief
from briefdesk.records.dates import MONTHS, EventDate
from briefdesk.records.values import Source


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation tells. `key` names it in a list of references; `publisher` is the site or
    the paper; an address that is empty is not known. `report` is true for what a desk wrote."""

    key: str
    title: str
    publisher: str
    authors: tuple[str, ...] = ()
    issued: EventDate | None = None
    revised: EventDate | None = None
    accessed: EventDate | None = None
    url: str = ""
    archived: str = ""
    language: str = ""
    abstract: str = ""
    report: bool = False


def of_brief(brief: Brief, site: str, url: str = "") -> Reference:
    """A brief, published by the site of that name at `url`. Its date is that of its publication,
    else of its event; whom it names as no author wrote it as the desk."""
    return Reference(
        key=brief.slug,
        title=brief.title,
        publisher=site,
        authors=brief.authors,
        issued=brief.published or brief.date,
        revised=brief.updated,
        url=url,
        language=brief.language,
        abstract=brief.summary,
        report=True,
    )


def of_source(source: Source, key: str) -> Reference:
    """A source. `key` is unique where its own id, which is unique in its brief alone, is not."""
    return Reference(
        key=key,
        title=source.title or source.label or "",
        publisher=source.publisher,
        authors=(source.author,) if source.author else (),
        issued=source.date,
        accessed=source.accessed,
        url=source.url or "",
        archived=source.archived or "",
        language=source.language or "",
    )


def text(reference: Reference) -> str:
    """The reference in a sentence, for a footnote."""
    told = [", ".join(reference.authors), f"\u201c{_line(reference.title)}\u201d"]
    told += [reference.publisher, reference.issued.words if reference.issued else "no date"]
    if reference.revised:
        told.append(f"revised {reference.revised.words}")
    told.append(reference.url)
    if reference.archived:
        told.append(f"archived at {reference.archived}")
    if reference.accessed:
        told.append(f"read {reference.accessed.words}")
    return f"{', '.join(_line(part) for part in told if part)}."


def bibtex(reference: Reference) -> str:
    """The reference as an entry for BibTeX and BibLaTeX, in UTF-8."""
    fields = [
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in reference.authors)),
        ("title", f"{{{_tex(reference.title)}}}"),
        ("howpublished", _tex(reference.publisher)),
        *_tex_date(reference.issued),
        ("url", _address(reference.url)),
        ("note", _tex("; ".join(_notes(reference)))),
        ("language", _tex(reference.language)),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@misc{{{_tex_key(reference.key)},", *lines, "}"])


def ris(reference: Reference) -> str:
    """The reference as a record in RIS."""
    fields = [
        ("TY", "RPRT" if reference.report else "ELEC"),
        ("ID", reference.key),
        *(("AU", name) for name in reference.authors),
        ("TI", reference.title),
        ("PB", reference.publisher),
        ("PY", f"{reference.issued.year:04d}" if reference.issued else ""),
        ("DA", _ris_date(reference.issued)),
        ("Y2", _ris_date(reference.accessed)),
        ("UR", reference.url),
        ("L4", reference.archived),
        ("LA", reference.language),
        ("AB", reference.abstract),
        ("N1", f"revised {reference.revised.words}" if reference.revised else ""),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - "])


def csl(reference: Reference) -> dict[str, Any]:
    """The reference as an item of CSL-JSON, in plain data."""
    kind = "report" if reference.report else "webpage" if reference.url else "document"
    place = "publisher" if kind != "webpage" else "container-title"
    item = {
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        place: reference.publisher,
        "issued": _csl_date(reference.issued),
        "accessed": _csl_date(reference.accessed),
        "URL": reference.url,
        "archive_location": reference.archived,
        "language": reference.language,
        "abstract": reference.abstract,
        "note": f"revised {reference.revised.words}" if reference.revised else "",
    }
    known = {name: value for name, value in item.items() if value}
    return {"id": reference.key, "type": kind, **known}


def csl_json(reference: Reference) -> str:
    """The reference as a file of CSL-JSON with this one item, a line for each of its fields."""
    fields = (
        f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in csl(reference).items()
    )
    return "[{\n" + ",\n".join(fields) + "\n}]"


def _notes(reference: Reference) -> Iterator[str]:
    if reference.revised:
        yield f"revised {reference.revised.words}"
    if reference.archived:
        yield f"archived at {reference.archived}"
    if reference.accessed:
        yield f"read {reference.accessed.words}"


def _line(text: str) -> str:
    """The text on one line, without what no program shows."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join(text.split())


# A brace counts for BibTeX even behind a backslash, so that each has a name of its own.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)  # fmt: skip


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _tex_key(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9:.+/-]", "-", key) or "brief"


def _tex_date(date: EventDate | None) -> Iterator[tuple[str, str]]:
    """BibTeX knows year and month, BibLaTeX reads the whole date."""
    if date is None:
        return
    yield "year", f"{date.year:04d}"
    if date.month:
        yield "month", MONTHS[date.month - 1]
    yield "date", str(date)


def _address(url: str) -> str:
    """An address that stands for itself in TeX: its braces and blanks in percents."""
    return quote(_line(url), safe="/:?#[]@!$&'()*+,;=%-._~")


def _ris_date(date: EventDate | None) -> str:
    if date is None:
        return ""
    parts = [
        f"{date.year:04d}",
        *(f"{part:02d}" if part else "" for part in (date.month, date.day)),
    ]
    return "/".join([*parts, ""])


def _csl_date(date: EventDate | None) -> dict[str, list[list[int]]]:
    if date is None:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
