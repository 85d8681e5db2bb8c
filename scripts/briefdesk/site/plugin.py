"""MkDocs meets briefdesk: what the host calls as it builds a site. `host.py` calls the host."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

# Material prints a long note on MkDocs 2 when it is loaded. Who chose this host knows of it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from briefdesk.pages import addresses
from briefdesk.site import clock, faults, frame, handwritten, search, sitemap, workspace
from briefdesk.site.assembly import Assembly, assemble
from briefdesk.site.configuration import ConfigurationProblem
from briefdesk.site.project import BRIEFS, DOCS, Project, Settings, load
from briefdesk.site.report import AuthorErrors
from briefdesk.site.templates import COMPILED
from briefdesk.site.workspace import Workspace

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

# Strict mode counts what is logged below this name, and nothing else.
log = logging.getLogger("mkdocs.plugins.briefdesk")


class Options(base.Config):
    """Options of the plugin in `mkdocs.yml`; `Settings` tells what each is for."""

    strict_warnings = config_options.Type(bool, default=Settings().strict_warnings)
    search = config_options.Type(bool, default=Settings().search)
    database = config_options.Type(bool, default=Settings().database)
    raw_html = config_options.Type(bool, default=Settings().raw_html)
    social_cards = config_options.Type(bool, default=Settings().social_cards)
    identity = config_options.Type(str, default=Settings().identity)
    as_of = config_options.Optional(config_options.Type((str, int, date)))
    policy = config_options.Type(str, default=Settings().policy)
    security_contact = config_options.Type(str, default=Settings().security_contact)
    security_expires = config_options.Optional(config_options.Type((str, int, date)))


@dataclass(frozen=True)
class Framing:
    """What the host is to build when only the frame is wanted: `documents` to render, and the
    uris of further pages and files that texts may link to. `nav` is the navigation where the project
    gives none, `facts` are for the frame. `raw_html` lets pages written by hand hold HTML."""

    documents: Mapping[str, str]
    known: Collection[str]
    nav: list[dict[str, Any]]
    workspace: Workspace
    facts: Mapping[str, object]
    raw_html: bool = False


class _StandIn(File):
    """A page that is made elsewhere: links lead to it, and nothing is written."""

    def is_documentation_page(self) -> bool:
        """The host renders none of these."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """There is nothing to copy."""


def _stand_in(config: MkDocsConfig, uri: str) -> File:
    file = File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    # Its address is that of a page, and is worked out while it still is one.
    assert file.dest_uri
    assert file.url
    file.__class__ = _StandIn
    return file


class BriefdeskPlugin(BasePlugin[Options]):
    """Adds every generated page to the host's files, in memory."""

    def __init__(self) -> None:
        self.assembly: Assembly | None = None
        self.index: search.Index | None = None
        self.progress: Callable[[str], None] = lambda uri: None
        self.framing: Framing | None = None
        self.as_of: date | None = None
        self._previewing = False
        self._raw_html = False
        self._project: Project | None = None
        self._workspace: Workspace | None = None
        self._seen: object = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this object over the rebuilds of a preview, and learn whether it is one."""
        self._previewing = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay our theme over Material's."""
        if config.theme.name != "material":
            raise PluginError("briefdesk needs 'theme: material'")
        place = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(place, str(frame.THEME))
        for name, value in frame.THEME_SETTINGS.items():
            config.theme[name] = value
        config.extra_css = frame.added(config.extra_css, (frame.SHEET,))
        config.extra_javascript = frame.added(config.extra_javascript, frame.SCRIPTS)
        config.extra.update({**frame.EXTRA_SETTINGS, **config.extra})
        for name, settings in frame.MARKDOWN_SETTINGS.items():
            config.mdx_configs[name] = {**settings, **(config.mdx_configs.get(name) or {})}
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and compile everything before the host touches a file.

        PluginError where authors are needed. In a preview their errors are shown instead,
        since the host leaves its readers waiting for as long as a build fails; but not where
        the host would never come back.
        """
        if self.framing:
            self._workspace, self._raw_html = self.framing.workspace, self.framing.raw_html
            config.extra[frame.EXTRA] = dict(self.framing.facts)
            return
        try:
            self._project = load(Path(config.config_file_path))
        except ConfigurationProblem as problem:
            raise PluginError(str(problem)) from problem
        self._raw_html = self._project.settings.raw_html
        assembly = self._assemble(self._project)
        level = logging.WARNING if self._project.settings.strict_warnings else logging.INFO
        for found in assembly.problems:
            log.log(logging.ERROR if found in assembly.errors else level, "%s", found)
        if not self._previewing or workspace.followed(self._project, assembly.errors):
            try:
                assembly.sound()
            except AuthorErrors as errors:
                raise PluginError(f"briefdesk: {errors}") from errors
        config.extra[frame.EXTRA] = {
            **assembly.facts,
            **(frame.PREVIEWED if self._previewing else {}),
        }

    def _assemble(self, project: Project) -> Assembly:
        """The assembly of what lies on disk; the last one where nothing changed since."""
        today = clock.today()
        found = workspace.load(project)
        as_of = self.as_of or project.settings.as_of
        seen = (project, found, today, as_of)
        if self.assembly is None or seen != self._seen:
            self.assembly = assemble(project, found, today, as_of=as_of)
            self._workspace, self._seen = found, seen
        return self.assembly

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the sources of profiles out, and put the generated pages in."""
        assert self._workspace
        documents: Mapping[str, str]
        others: Mapping[str, bytes] = {}
        if self.framing:
            documents = self.framing.documents
            for uri in sorted(set(self.framing.known) - documents.keys()):
                files.append(_stand_in(config, uri))
        else:
            assert self.assembly
            documents = faults.shown(self.assembly.documents, self.assembly.errors)
            others = self.assembly.files
        kept = {*self._workspace.handwritten, *self._workspace.media}
        for file in list(files):
            # A file without a source on disk is the theme's, or another plugin's, or ours.
            ours = file.src_dir and Path(file.src_dir) == Path(config.docs_dir)
            if (
                file.src_uri in documents
                or file.src_uri in others
                or (ours and file.src_uri not in kept)
            ) or file.src_uri in frame.STYLES:
                files.remove(file)
        generated: dict[str, str | bytes] = {**documents, **others, frame.SHEET: frame.sheet()}
        for uri, content in generated.items():
            files.append(
                File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
            )
        if config.nav is None:
            config.nav = (
                self.framing.nav
                if self.framing
                else frame.navigation(documents, self._workspace.handwritten)
            )
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take the theme's templates as this process compiled them before."""
        env.bytecode_cache = COMPILED
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hand on a page written by hand as we read it: its title, description and text."""
        uri = page.file.src_uri
        if self._workspace is None or uri not in self._workspace.handwritten:
            return None
        return handwritten.told(Path(config.docs_dir) / uri, f"{DOCS}/{uri}")

    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Take out of a page written by hand whatever could run in a reader's browser."""
        return handwritten.inert(html) if self._by_hand(page) and not self._raw_html else None

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Tell whoever watches that a page is done, and mend what the theme framed."""
        self.progress(page.file.src_uri)
        return handwritten.mended(output) if self._by_hand(page) else output

    def _by_hand(self, page: Page) -> bool:
        return self._workspace is not None and page.file.src_uri in self._workspace.handwritten

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the sitemap, and index the site for the search."""
        if self.framing:
            return
        assert self._project
        assert self._workspace
        assert self.assembly
        site = Path(config.site_dir)
        by_hand = dict.fromkeys(map(addresses.of_file, self._workspace.handwritten))
        pages = {**by_hand, **self.assembly.modified}
        sitemap.write(site, sitemap.files(pages, config.site_url or ""))
        if not self._project.settings.search:
            return
        try:
            self.index = search.index_site(site)
        except search.SearchProblem as problem:
            raise PluginError(str(problem)) from problem

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch the briefs as well; the profiles lie among the docs."""
        briefs = Path(config.config_file_path).parent / BRIEFS
        if briefs.is_dir():
            server.watch(str(briefs))
        return server
