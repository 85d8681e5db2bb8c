"""YAML that is built to burn a machine is refused at its place, at once and in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.site.desks import ROOT, environment

HEAD = "---\ntitle: Talks\n"

#: What stands in front matter, and the code, line and column of what is said of it.
BOMBS = {
    "brackets": (f"{HEAD}a: {'[' * 15_000}\n---\n", "too-complex 3 64"),
    "brackets on lines": (f"{HEAD}" + "- [[\n" * 6_000 + "---\n", "too-complex 2003 3"),
    "braces": (f"{HEAD}a: {'{b: ' * 4_000}\n---\n", "too-complex 3 244"),
    "more brackets than fit": (f"{HEAD}a: {'[' * 100_000}\n---\n", "too-complex 3 20001"),
    "aliases": (
        f"{HEAD}a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)) + "---\n",
        "yaml-feature 3 4",
    ),
    "an anchor": (f"{HEAD}date: &day 2017-02-22\n---\n", "yaml-feature 3 7"),
    "a tag": (f"{HEAD}date: !!python/object/apply:os.system [id]\n---\n", "yaml-feature 3 7"),
    "a merge": (f"{HEAD}<<: {{a: b}}\n---\n", "yaml-feature 3 1"),
    "a list as a key": (f"{HEAD}? [a, b]\n: c\n---\n", "yaml-feature 3 3"),
    "a second document": (f"{HEAD}--- !t\na: b\n---\n", "yaml-feature 3 1"),
    "a key twice": (f"{HEAD}title: More\n---\n", "duplicate-key 3 1"),
    "many values": (f"{HEAD}" + "".join(f"a{n}: [1]\n" for n in range(2_500)) + "---\n", "too-complex 1335 8"),
    "deep lists": (f"{HEAD}a: [[[[[[[[1]]]]]]]]\n---\n", "too-complex 3 9"),
}  # fmt: skip

#: Reads each in a process of its own, forked from one that has read a brief: the signal that ended
#: it, the seconds that it took, the megabytes that it needed beyond the rest, and what is said.
READER = """
import tests.safety.without
import json, os, resource, sys, time
from briefdesk.reading.library import File, read
PATH = "briefs/2017/2017-02-22-talks.md"
used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
read([File(PATH, b"---\\ntitle: [A, &b c]\\n---\\n")])
for name, text in json.load(sys.stdin).items():
    told, tell = os.pipe()
    if not (child := os.fork()):
        before, begun = used(), time.process_time()
        problems = read([File(PATH, text.encode())]).problems
        figures = [time.process_time() - begun, (used() - before) / 1024]
        said = [f"{p.code} {p.line} {p.column}" for p in problems]
        os.write(tell, json.dumps([*figures, said]).encode())
        os._exit(0)
    os.close(tell)
    answer = os.fdopen(told).read()
    print(json.dumps([name, os.waitpid(child, 0)[1], json.loads(answer or "null")]))
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, list[Any]]:
    """What came of each."""
    done = subprocess.run(
        [sys.executable, "-c", READER], input=json.dumps({k: v[0] for k, v in BOMBS.items()}),
        env=environment(PYTHONPATH=os.pathsep.join([str(ROOT / "scripts"), str(ROOT)])), capture_output=True, text=True,
        timeout=120, check=True,
    )  # fmt: skip
    return {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", BOMBS)
def test_each_is_refused_at_its_place(answers: dict[str, list[Any]], name: str) -> None:
    """A bomb is a problem with its line and column, in a tenth of a second and fifty megabytes;
    no signal ends the process."""
    status, answer = answers[name]
    assert status == 0
    seconds, megabytes, said = answer
    assert BOMBS[name][1] in said
    assert seconds < 0.1
    assert megabytes < 50
