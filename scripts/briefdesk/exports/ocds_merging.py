"""What the releases of one contracting process come to, by the rules of OCDS 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Plain = dict[str, Any]


def merged(releases: Sequence[Plain]) -> Plain:
    """The compiled release of `releases`, the earliest of which comes first.

    Of a value the last one told counts; objects are merged; of lists of objects those with the
    same id are; any other list is replaced as a whole.
    """
    compiled: Plain = {}
    for release in releases:
        _merge(compiled, {k: v for k, v in release.items() if k not in ("id", "date", "tag")})
    last = releases[-1]
    return {
        "ocid": last["ocid"],
        "id": f"{last['ocid']}-{last['date']}",
        "date": last["date"],
        "tag": ["compiled"],
        **{name: value for name, value in compiled.items() if name != "ocid"},
    }


def _merge(known: Plain, told: Plain) -> None:
    for name, value in told.items():
        if isinstance(value, dict):
            _merge(known.setdefault(name, {}), value)
        elif isinstance(value, list) and value and all(_has_id(item) for item in value):
            _merge_list(known.setdefault(name, []), value)
        else:
            known[name] = value


def _merge_list(known: list[Plain], told: list[Plain]) -> None:
    places = {item["id"]: place for place, item in enumerate(known)}
    for item in told:
        if item["id"] not in places:
            places[item["id"]] = len(known)
            known.append({})
        _merge(known[places[item["id"]]], item)


def _has_id(item: Any) -> bool:
    return isinstance(item, dict) and "id" in item
