"""What runs the gate (.github, .pre-commit-config.yaml) runs what the project's own files name."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
GATE = re.findall(r"^make ([a-z-]+)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)


def loaded(*path: str) -> Any:
    """Return a YAML file with all its scalars as texts: `on` is no boolean, 3.10 no number."""
    return yaml.load(ROOT.joinpath(*path).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - makes nothing but texts


@pytest.fixture(scope="module")
def workflow() -> Any:
    """Return the workflow that checks pushes and pull requests."""
    return loaded(".github", "workflows", "check.yml")


@pytest.fixture(scope="module")
def job(workflow: Any) -> Any:
    """Return its one job."""
    (only,) = workflow["jobs"].values()
    return only


def test_it_runs_on_the_pythons_and_systems_that_we_name(job: Any) -> None:
    """Exactly those of the classifiers, from the oldest that is allowed; no failure ends others."""
    named = re.findall(r"Python :: (3\.\d+)$", "\n".join(PROJECT["classifiers"]), re.MULTILINE)
    assert job["strategy"]["matrix"] == {
        "os": ["ubuntu-latest", "macos-latest", "windows-latest"],
        "python": named,
    }
    assert named[0] == PROJECT["requires-python"].removeprefix(">=")
    assert job["strategy"]["fail-fast"] == "false"
    assert job["runs-on"] == "${{ matrix.os }}"


def test_it_runs_the_gate_with_that_python(job: Any) -> None:
    """The last step is .ci/run, whatever the system, under a shell that reads it."""
    setup, *_ = (step for step in job["steps"] if "setup-python" in step.get("uses", ""))
    assert setup["with"]["python-version"] == "${{ matrix.python }}"
    assert job["steps"][-1]["run"] == "bash .ci/run"
    assert "if" not in job["steps"][-1]
    assert (job["defaults"]["run"]["shell"], job["env"]["PYTHON"]) == ("bash", "python")


def test_it_may_do_little_and_not_for_ever(workflow: Any, job: Any) -> None:
    """It reads the code, ends some time, and takes actions by their major version."""
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in job
    assert {"push", "pull_request"} <= set(workflow["on"])
    assert workflow["concurrency"]["group"]
    assert int(job["timeout-minutes"]) == 90
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used), used


def test_the_gate_makes_what_there_is() -> None:
    """Each target of .ci/run is one of the Makefile."""
    assert GATE
    assert set(GATE) <= TARGETS


def test_hooks_run_the_quick_half_of_the_gate() -> None:
    """All of it but the demo, the tests and the archives; each hook is local and asks nobody."""
    repositories = loaded(".pre-commit-config.yaml")["repos"]
    hooks = [hook for repository in repositories for hook in repository["hooks"]]
    assert {repository["repo"] for repository in repositories} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["pass_filenames"] for hook in hooks} == {"false"}
    slow = {"demo", "test", "wheel-test"}
    assert [hook["entry"] for hook in hooks] == [f"make {t}" for t in GATE if t not in slow]
