"""JSON Schemas of front matter, for editors: derived from what an author may write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefdesk.records.authored import AuthoredProfile, authored_brief
from briefdesk.records.kinds import KINDS, Kind

#: The front matters that have a schema.
SUBJECTS = ("brief", "profile")

_YEAR = {"type": "integer", "minimum": 1, "maximum": 9999}


def schema(subject: str, kinds: tuple[Kind, ...] = KINDS) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the front matter of a `brief` or a `profile`."""
    model = authored_brief(kinds) if subject == "brief" else AuthoredProfile
    derived = _for_yaml(model.model_json_schema())
    derived.pop("description", None)
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:briefdesk:schema:{subject}",
        **derived,
        "title": f"Front matter of a {subject}",
        "description": model.__doc__,
    }
    if subject == "brief":
        made["anyOf"] = [{"required": [kind.id]} for kind in kinds if kind.listed or kind.id == "countries"]
    return made


def _for_yaml(node: Any) -> Any:
    """The same schema for an editor's YAML, where `date: 2017` is a number and `lot: 2` another.

    briefdesk itself reads every value as text.
    """
    if isinstance(node, list):
        return [_for_yaml(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    made = {key: _for_yaml(value) for key, value in node.items()}
    values = made.get("enum")
    if values and all(isinstance(value, str) for value in values):
        digits = [int(value) for value in values if value.isdecimal()]
        if digits:
            made.pop("type", None)
            made["enum"] = [*values, *digits]
    if made.get("type") == "string" and made.get("pattern", "").startswith(r"^\d{4}("):
        return {"anyOf": [made, _YEAR]}
    return made
