"""`mkdocs.yml` as data, read and written without a host.

Tags that only a host understands (`!ENV`, `!!python/name:…`) are carried through untouched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag


class ConfigurationProblem(Exception):
    """The project or its configuration cannot be used; the message says what to mend."""


@dataclass(frozen=True, eq=False)
class Tagged:
    """A value that only the host can make sense of."""

    node: yaml.Node


class _Loader(yaml.SafeLoader):
    pass


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _carry(loader: yaml.Loader, suffix: str, node: yaml.Node) -> Tagged:
    return Tagged(node)


_Loader.add_multi_constructor("!", _carry)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _carry)
_Dumper.add_representer(Tagged, lambda dumper, value: value.node)


def read(text: str, name: str = "mkdocs.yml") -> dict[str, Any]:
    """The settings in `text`; ConfigurationProblem where it is no mapping in YAML."""
    try:
        settings = yaml.load(text, Loader=_Loader)  # noqa: S506, a SafeLoader at heart
    except yaml.YAMLError as error:
        raise ConfigurationProblem(f"{name} is not valid YAML: {error}") from error
    if not isinstance(settings, dict):
        raise ConfigurationProblem(f"{name} must be a mapping of settings")
    return settings


def write(settings: dict[str, Any]) -> str:
    """`settings` as YAML, in the order given."""
    return yaml.dump(settings, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def resolved(value: Any) -> Any:
    """A setting as the host will see it: what `!ENV` names is taken from the environment."""
    if not isinstance(value, Tagged) or value.node.tag != "!ENV":
        return value
    loader = yaml.SafeLoader("")
    try:
        return construct_env_tag(loader, value.node)
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()


def plugin_settings(settings: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The options of plugin `name`, None where `settings` do not use it."""
    plugins = settings.get("plugins") or []
    entries = plugins.items() if isinstance(plugins, dict) else map(_named, plugins)
    for key, options in entries:
        if key == name:
            return options if isinstance(options, dict) else {}
    return None


#: Plugins that leave pages of ours alone: their search is not shown.
_HARMLESS = frozenset(("briefdesk", "search", "material/search"))


def others(settings: dict[str, Any]) -> Iterator[str]:
    """Plugins and hooks of `settings` that may change what becomes of a page."""
    plugins = settings.get("plugins") or []
    entries = plugins.items() if isinstance(plugins, dict) else map(_named, plugins)
    yield from (str(name) for name, _ in entries if name not in _HARMLESS)
    yield from map(str, settings.get("hooks") or ())


def assets(text: str) -> Iterator[str]:
    """The styles and scripts among the docs that the settings in `text` put into every page."""
    settings = read(text)
    for key in ("extra_css", "extra_javascript"):
        for entry in settings.get(key) or ():
            path = entry.get("path") if isinstance(entry, dict) else entry
            if isinstance(path, str):
                yield path


def _named(entry: Any) -> tuple[Any, Any]:
    if isinstance(entry, dict) and len(entry) == 1:
        return next(iter(entry.items()))
    return entry, {}


def without_plugin(settings: dict[str, Any] | Any, name: str) -> Any:
    """The setting `plugins` of `settings` without plugin `name`; lists stay lists."""
    plugins = settings.get("plugins") or []
    if isinstance(plugins, dict):
        return {key: options for key, options in plugins.items() if key != name}
    return [entry for entry in plugins if _named(entry)[0] != name]
