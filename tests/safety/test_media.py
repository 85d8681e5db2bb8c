"""Which files among the docs a site publishes, beside its pages."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from briefdesk.desk.checking import problems
from briefdesk.site import rasters
from briefdesk.site.clock import today
from briefdesk.site.media import MAX_BYTES
from briefdesk.site.project import find
from briefdesk.site.rasters import Unfit
from tests.site.desks import ROOT, change, lay, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'
READERS = {"PNG": rasters.png, "JPEG": rasters.jpeg, "GIF": rasters.gif, "WEBP": rasters.webp}


def picture(form: str, **more: object) -> bytes:
    """A small picture in a form that Pillow knows."""
    file = io.BytesIO()
    dots = Image.linear_gradient("L").resize((40, 30)).convert("P" if form == "GIF" else "RGB")
    dots.save(file, form, **more)
    return file.getvalue()


def located() -> Image.Exif:
    """What a camera writes beside a picture."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (39.0, 55.0, 0.0)}
    return exif


def said(desk: Path, name: str, content: bytes | str) -> list[str]:
    """Codes and messages of a file among the docs of a desk."""
    place = desk / "docs" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    found = problems(find(desk), today())
    assert all(problem.path == f"docs/{name}" for problem in found)
    return [f"{problem.code}: {problem.message}" for problem in found]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk in which nothing is wrong."""
    return lay(tmp_path / "desk")


@pytest.mark.parametrize("form", READERS)
def test_bare_pictures_are_published(desk: Path, form: str) -> None:
    """A picture of each form, as Pillow writes it, is let be; one that moves as well."""
    assert said(desk, f"pictures/one.{form.lower()}", picture(form)) == []
    if form in ("GIF", "WEBP"):
        more = {"save_all": True, "append_images": [Image.new("RGB", (40, 30))], "loop": 0}
        READERS[form](picture(form, **more))
    if form == "JPEG":
        READERS[form](picture(form, progressive=True))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pictures_that_tell_where_they_were_taken_are_refused(desk: Path, form: str) -> None:
    """Metadata of a camera is named, with what removes it."""
    found = said(desk, f"one.{form.lower()}", picture(form, exif=located()))
    assert found == ["picture: it carries metadata"]


@pytest.mark.parametrize("form", READERS)
def test_comments_and_what_stands_behind_are_refused(form: str) -> None:
    """No picture carries a comment, or a second file behind it."""
    with pytest.raises(Unfit):
        READERS[form](picture(form) + b"<script>")
    if form in ("GIF", "JPEG"):
        with pytest.raises(Unfit, match="metadata"):
            READERS[form](picture(form, comment=b"By night"))


@pytest.mark.parametrize("form", READERS)
@given(data=st.data())
def test_broken_pictures_are_refused_in_words(form: str, data: st.DataObject) -> None:
    """Whatever is cut off or overwritten, the answer is silence or a sentence."""
    whole = bytearray(picture(form))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    with contextlib.suppress(Unfit):
        READERS[form](cut)


def test_a_bomb_of_dots_is_refused(desk: Path) -> None:
    """A picture of 20,000 by 20,000 dots is named by their number, without being unpacked."""
    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )
    assert said(desk, "one.png", bomb) == [
        "picture: it has 400,000,000 dots; the limit is 40,000,000"
    ]


def test_a_file_at_the_limit_is_read(desk: Path) -> None:
    """Ten mebibytes are let be, one byte more is not."""
    assert said(desk, "one.csv", b"a" * MAX_BYTES) == []
    assert said(desk, "one.csv", b"a" * (MAX_BYTES + 1)) == [
        f"too-large: the file has more than {MAX_BYTES:,} bytes"
    ]


@pytest.mark.parametrize("form", READERS)
def test_what_is_no_picture_is_refused(form: str) -> None:
    """A file that is called a picture and is none, or one of another form, is refused by its first
    bytes."""
    others = [picture(other) for other in READERS if other != form]
    for content in (b"", b"<script>alert(1)</script>", b"<svg onload=alert(1)>", *others):
        with pytest.raises(Unfit, match="whatever its name says"):
            READERS[form](content)


@pytest.mark.parametrize("name", ["a.html", "a.js", "a.orig", "a.pdf", "a.md~", "a.PHP", "page"])
def test_what_a_browser_runs_is_not_published(desk: Path, name: str) -> None:
    """Files of other kinds are refused; nothing of the site is built with them."""
    assert said(desk, f"more/{name}", "<script>alert(1)</script>") == [
        f"media-type: '{name}' is no file that a site publishes"
    ]


def test_what_the_configuration_names_is_its_maintainers(desk: Path) -> None:
    """Styles and scripts that the site's configuration puts into pages are not looked at."""
    added = "\nextra_css: [own/a.css]\nextra_javascript: [{path: own/a.js}]"
    change(desk / "mkdocs.yml", "plugins: [briefdesk]", f"plugins: [briefdesk]{added}")
    write(desk / "docs/own/a.css", "p {}")
    assert said(desk, "own/a.js", "void 0") == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", "<foreignObject/>", '<rect onclick="alert(1)"/>',
        '<use href="https://a.example/x.svg#a"/>', '<style>@import "//a.example";</style>',
        '<rect fill="url(https://a.example/)"/>', "<style>rect { fill: u rl(//a); }</style><a/>",
        "<?xml-stylesheet href='a.css'?>", "<image/>", '<set attributeName="href"/>', "<unclosed",
        '<rect style="background: url(\'//a.example\')"/>',
    ],
)  # fmt: skip
def test_shapes_that_do_more_are_refused(desk: Path, inside: str) -> None:
    """A drawing that runs, fetches or holds anything but shapes and text is refused."""
    (found,) = said(desk, "one.svg", SVG % inside)
    assert found.startswith("picture: ")


def test_shapes_alone_are_published(desk: Path) -> None:
    """Drawings with styles, gradients and marks within themselves are let be; entities are not."""
    drawing = '<style>rect { fill: url(#a); }</style><rect clip-path="url(#a)"/><use href="#b"/>'
    assert said(desk, "one.svg", SVG % drawing) == []
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG % "&a;"
    assert said(desk, "one.svg", bomb) == ["picture: it declares a document type or entities"]


def test_the_desk_itself_has_nothing_of_the_kind() -> None:
    """The pictures of the project's own documentation are bare."""
    assert not [p for p in problems(find(ROOT), today()) if p.code in ("media-type", "picture")]
