"""What is known about a report file."""

from dataclasses import replace

from ita_sync.checks import Subject, agency
from ita_sync.checks.rule import findings_of
from ita_sync.report import Loc, Origin, load_report
from tests.checks.edits import ROOT, rules

EXAMPLE = ROOT / "examples" / "chaturat-2566.yaml"


def test_a_file_gives_its_origins_and_encoding() -> None:
    """What reading left in the file is known to the checks."""
    origins: dict[Loc, Origin] = {("total",): Origin("page 1", "??")}
    file = replace(load_report(EXAMPLE), origins=origins, encoding="cp874")
    subject = Subject.of_file(file, rules(2566), {})
    assert (subject.report, subject.origins, subject.encoding) == (file.report, origins, "cp874")


def test_a_family_is_asked_once_for_each_report() -> None:
    """Findings are kept with the report they are of, and never with another one."""
    file = load_report(EXAMPLE)
    subject = Subject.of_file(file, rules(2566), {})
    first = findings_of(subject, agency)
    assert findings_of(subject, agency) is first
    wrong = file.report.agency.model_copy(update={"code": "12"})
    other = replace(subject, report=file.report.model_copy(update={"agency": wrong}))
    assert [finding.code for finding in findings_of(other, agency)] == ["AGENCY-CODE"]
    assert findings_of(subject, agency) == first == ()
