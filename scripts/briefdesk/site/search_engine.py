"""Pagefind at work: documents in, the files of one index out, over the pipes of its service.

A folder would do as well, but Pagefind numbers the pages of a folder as the file system lists
them, which differs from machine to machine; its service numbers them as they come.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from threading import Thread
from typing import IO, Any, cast

#: What is indexed of a page: its article, without the frame that all pages share.
ROOT = "article"


class SearchProblem(Exception):
    """There is no index; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page as Pagefind gets it."""

    url: str
    html: str


def run(documents: Sequence[Document], language: str) -> tuple[dict[str, bytes], list[str]]:
    """The files of the index of `documents`, by name, and the addresses of its pages in the
    order of their numbers: all that have a word in them.

    SearchProblem where Pagefind is not installed or fails.
    """
    with subprocess.Popen(
        [_binary(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        assert process.stderr
        errors: list[bytes] = []
        # Each pipe has a thread of its own, so that no side waits for another for ever.
        asking = Thread(target=_ask, args=(process.stdin, documents, language), daemon=True)
        hearing = Thread(target=lambda pipe: errors.append(pipe.read()), args=(process.stderr,))
        asking.start()
        hearing.start()
        answers = _answers(cast("BufferedReader", process.stdout))
        try:
            next(answers)
            indexed = [next(answers) for _ in range(len(documents))]
            files = next(answers)["files"]
        except (StopIteration, KeyError, ValueError) as failed:
            process.kill()
            hearing.join()
            said = b"".join(errors).decode(errors="replace").strip() or str(failed)
            raise SearchProblem(f"Pagefind failed: {said}") from failed
        except BaseException:
            process.kill()
            raise
        finally:
            asking.join()
            with suppress(OSError):
                process.stdin.close()
            hearing.join()
    return (
        {file["path"]: b64decode(file["content"]) for file in files},
        [answer["page_url"] for answer in indexed if answer["page_word_count"]],
    )


def _ask(pipe: IO[bytes], documents: Sequence[Document], language: str) -> None:
    config = {"root_selector": ROOT, "force_language": language}
    try:
        _send(pipe, {"type": "NewIndex", "config": config})
        for page in documents:
            _send(
                pipe,
                {
                    "type": "AddFile", "index_id": 0, "file_path": None, "url": page.url,
                    "file_contents": page.html,
                },
            )  # fmt: skip
        _send(pipe, {"type": "GetFiles", "index_id": 0})
        pipe.flush()
    except OSError:
        return  # Pagefind is gone; whoever reads its answers finds out


def _send(pipe: IO[bytes], payload: dict[str, Any]) -> None:
    message = json.dumps({"message_id": 0, "payload": payload}).encode()
    pipe.write(b64encode(message) + b",")


def _answers(pipe: BufferedReader) -> Iterator[dict[str, Any]]:
    """The payloads of what Pagefind answers, one after the other; KeyError for a refusal."""
    held = bytearray()
    while block := pipe.read1(1 << 16):
        start = len(held)
        held += block
        while (end := held.find(b",", start)) >= 0:
            payload: dict[str, Any] = json.loads(b64decode(held[:end]))["payload"]
            if payload["type"] == "Error":
                raise KeyError(payload["message"])
            yield payload
            del held[: end + 1]
            start = 0


def _binary() -> Path:
    """Pagefind's program, from the package of that name or from the search path."""
    try:
        found: Path = importlib.import_module("pagefind_bin").get_executable()
        return found
    except (ImportError, FileNotFoundError):
        pass
    if on_path := shutil.which("pagefind"):
        return Path(on_path)
    raise SearchProblem(
        "Pagefind is not installed, and the search needs it. "
        "Install it with: pip install 'pagefind[bin]'"
    )
