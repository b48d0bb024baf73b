"""Look up known faults of the packages that a user gets, and list them with their licences.

`make audit` installs what a user gets and the two tools, each in an environment of its own, and
runs this. It needs the advisories of the Python Package Index; where they cannot be reached it says
so and fails, as nobody has looked then. A bill of materials is left in `dist/sbom.json`.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parents[1]
COULD_NOT_LOOK = 2
_MOST = 5  # names in one line


def licences(bill: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return name, version and licence of each component of a CycloneDX bill, by name.

    A licence is an SPDX identifier where the package gives one, else its own words.
    """
    found = []
    for each in bill["components"]:
        stated = [given.get("license", given) for given in each.get("licenses", ())]
        words = [one.get("id") or one.get("expression") or one.get("name", "?") for one in stated]
        found.append((each["name"], each["version"], words[0] if words else "?"))
    return sorted(found, key=lambda row: row[0].lower())


def verdict(report: dict[str, Any], own: str) -> tuple[list[str], int]:
    """Return what pip-audit's report says, line by line, and the exit code.

    A package that could not be looked up is no package without faults, whatever pip-audit's own
    exit code is. `own` is the project's name, which no advisory knows.
    """
    packages = [each for each in report["dependencies"] if each["name"] != own]
    faults = [
        f"{each['name']} {each['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for each in packages
        for fault in each.get("vulns", ())
    ]
    unseen = [each["name"] for each in packages if "skip_reason" in each]
    if unseen:
        names = ", ".join(unseen[:_MOST]) + (", …" if len(unseen) > _MOST else "")
        told = f"Could not look up {len(unseen)} of {len(packages)} packages: {names}"
        return [*faults, told], COULD_NOT_LOOK
    return faults or [f"No known faults in {len(packages)} packages."], bool(faults)


def _run(command: Iterable[str]) -> str:
    """Return what a tool prints; its exit code says less than its report."""
    done = subprocess.run(list(command), capture_output=True, text=True, check=False)  # noqa: S603 - tools that the Makefile installed
    return done.stdout


@click.command()
@click.argument("users", type=click.Path(exists=True, path_type=Path))
@click.argument("tools", type=click.Path(exists=True, path_type=Path))
def main(users: Path, tools: Path) -> None:
    """Audit the environment USERS with the tools of the environment TOOLS."""
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    python, inside = users / scripts / "python", "import site; print(site.getsitepackages()[-1])"
    bill = _run([str(tools / scripts / "cyclonedx-py"), "environment", str(python), "--of", "JSON"])
    (ROOT / "dist").mkdir(exist_ok=True)
    (ROOT / "dist" / "sbom.json").write_text(bill, "utf-8")
    for name, version, licence in licences(json.loads(bill)):
        click.echo(f"{name:28}{version:20}{licence}")
    place = _run([str(python), "-c", inside]).strip()
    audit = [str(tools / scripts / "pip-audit"), "--path", place, "--format", "json"]
    try:
        lines, code = verdict(json.loads(_run(audit)), "ita-sync")
    except ValueError:  # it prints no report where the index cannot be reached at all
        lines, code = ["Could not look: the advisories cannot be reached."], COULD_NOT_LOOK
    click.echo("\n".join(["", *lines]))
    raise SystemExit(code)


if __name__ == "__main__":
    main()
