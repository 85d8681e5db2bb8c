"""The host at our call: a build of the whole site, of its frame alone, and its preview."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build as run_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from briefdesk.site import search
from briefdesk.site.assembly import Assembly
from briefdesk.site.hosting import HostProblem, Listener
from briefdesk.site.plugin import BriefdeskPlugin, Framing


def build(
    configuration: Path,
    target: Path,
    progress: Callable[[str], None],
    as_of: date | None = None,
) -> tuple[Assembly, search.Index | None]:
    """Build the site into `target` as `mkdocs build --strict` does, without its chatter.

    `progress` is told the uri of each page as it is done, `as_of` is a day to show the site as
    of. AuthorErrors where authors are needed, HostProblem where the host has anything to object to.
    """

    def prepare(plugin: BriefdeskPlugin) -> None:
        # The host keeps one plugin for all builds of a process.
        plugin.framing, plugin.progress, plugin.as_of = None, progress, as_of

    plugin, _ = _run(configuration, target, prepare)
    assert plugin.assembly
    return plugin.assembly, plugin.index


def frame_site(configuration: Path, target: Path, framing: Framing) -> str:
    """Build the site into `target` with the documents of `framing` in place of all generated
    pages, and return its public address. HostProblem where the host has anything to object to.
    """

    def prepare(plugin: BriefdeskPlugin) -> None:
        plugin.framing = framing

    _, config = _run(configuration, target, prepare)
    return config.site_url or ""


def _run(
    configuration: Path, target: Path, prepare: Callable[[BriefdeskPlugin], None]
) -> tuple[BriefdeskPlugin, MkDocsConfig]:
    listener = Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    plugin: BriefdeskPlugin | None = None
    try:
        config = load_config(str(configuration), site_dir=str(target), strict=True)
        plugin = cast("BriefdeskPlugin", config.plugins["briefdesk"])
        prepare(plugin)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            run_build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        if plugin and plugin.assembly:
            plugin.assembly.sound()
        raise HostProblem(str(error), tuple(listener.said)) from error
    finally:
        logger.removeHandler(listener)
    return plugin, config
