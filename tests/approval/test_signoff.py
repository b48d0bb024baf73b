"""The decision: bound to row, link, content and target, void when one of them changes."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ita_sync.approval import signoff
from ita_sync.approval.signoff import SignOff
from ita_sync.config_file import Column
from ita_sync.errors import ConfigError, NotSignedOff
from ita_sync.i18n import Text
from ita_sync.report import Decision, Report, load_report
from ita_sync.row import SummaryRow, build_row, digest_of
from ita_sync.rules import Framework
from ita_sync.settings import load

OLD = Path(__file__).parents[1] / "journal" / "old" / "v1-office"
"""Signed by `ita-sync sign` of 0.1.0."""
COLUMNS = (
    Column(header="รหัส", field="agency.code", key=True),
    Column(header="รวม", field="total", type="number"),
    Column(header="อ้างอิง", field="memo.number"),
)
DECISION = Decision(post="นายกเทศมนตรี", date=date(2023, 10, 27))
TARGET = "sandbox · ITA 2566"

Sign = Callable[..., SignOff]
Changes = Callable[..., list[str]]


@pytest.fixture
def report(example_path: Path) -> Report:
    """Return the example report."""
    return load_report(example_path).report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the report is, as far as the sign-off is concerned."""
    return tmp_path / "report.yaml"


@pytest.fixture
def row_of(framework_2566: Framework) -> Callable[[Report], SummaryRow]:
    """Return a function that builds the row of a report."""
    return lambda report: build_row(report, framework_2566, COLUMNS, None)


@pytest.fixture
def sign(path: Path, report: Report, row_of: Callable[[Report], SummaryRow]) -> Sign:
    """Return a function that records the decision."""

    def sign(where: Path = path) -> SignOff:
        return signoff.record(
            where,
            report,
            row_of(report),
            decision=DECISION,
            target=TARGET,
            beside={"file": "0" * 64},
            recorded_at="2023-10-27T08:00:00+00:00",
        )

    return sign


@pytest.fixture
def changes(path: Path, sign: Sign, row_of: Callable[[Report], SummaryRow]) -> Changes:
    """Return a function that signs off the example, and gives what voids that for another."""

    def changes(report: Report, target: str = TARGET) -> list[str]:
        signed = sign()
        with pytest.raises(NotSignedOff) as caught:
            signoff.require(signed, path, report, row_of(report), target)
        assert caught.value.code == "signoff-void"
        return [str(detail) for detail in caught.value.details]

    return changes


def test_what_is_recorded_is_what_is_read(path: Path, sign: Sign) -> None:
    """In a file beside the report, whole, as JSON."""
    signed = sign()
    assert signoff.load(path) == signed
    assert signoff.path_for(path) == path.with_name("report.signoff.json")
    assert [file.name for file in path.parent.iterdir()] == ["report.signoff.json"]
    (kept,) = json.loads(signoff.path_for(path).read_text("utf-8"))["records"]
    assert kept["cells"]["รวม"] == "78.41"


def test_the_same_report_is_signed_off(
    path: Path, report: Report, sign: Sign, row_of: Callable[[Report], SummaryRow]
) -> None:
    """A zero added, or an invisible letter, undoes nothing."""
    signed = sign()
    score = report.total.quantize(Decimal("0.0001"))
    name = report.agency.model_copy(update={"name": f" {report.agency.name}\u200b"})
    for change in ({}, {"total": score}, {"agency": name}):
        same = report.model_copy(update=change)
        signoff.require(signed, path, same, row_of(same), TARGET)


def test_every_change_is_listed_with_its_place(report: Report, changes: Changes) -> None:
    """A column with its header, a field with its entry counted from 1."""
    seventh = report.indicators[6].model_copy(update={"score": Decimal("84.86")})
    indicators = (*report.indicators[:6], seventh, *report.indicators[7:])
    changed = report.model_copy(update={"total": seventh.score, "indicators": indicators})
    assert changes(changed) == [
        "Column รวม: 78.41 → 84.86",
        "Report field total: 78.41 → 84.86",
        "Report field indicators[7].score: 84.85 → 84.86",
    ]


def test_a_list_of_another_length_is_one_change(report: Report, changes: Changes) -> None:
    """Its entries cannot be told apart; both are shown, cut."""
    (found,) = changes(report.model_copy(update={"strengths": ()}))
    assert found.startswith('Report field strengths: [{"indicator": ')
    assert found.endswith("… → []")


def test_a_field_added_and_another_target(report: Report, changes: Changes) -> None:
    """What was not there is a dash."""
    memo = report.memo.model_copy(update={"refers_to": None})
    number = report.memo.refers_to.number if report.memo.refers_to else ""
    found = changes(report.model_copy(update={"memo": memo}), "sandbox · ITA 2567")
    assert found[0].startswith("Report field memo.refers_to: ")
    assert number in found[0]
    assert found[0].endswith(" → –")
    assert found[1:] == ["Target sheet: sandbox · ITA 2566 → sandbox · ITA 2567"]


def test_none_there(tmp_path: Path) -> None:
    """With the command that signs, the path quoted as a shell takes it."""
    with pytest.raises(NotSignedOff) as caught:
        signoff.load(tmp_path / "my report.yaml")
    assert caught.value.code == "not-signed"
    assert "my report.yaml" in str(caught.value.next_step)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 100_000, b" " * 5_000_000 + b"{}"])
def test_a_damaged_file(path: Path, content: bytes) -> None:
    """It is not taken for a decision."""
    signoff.path_for(path).write_bytes(content)
    with pytest.raises(NotSignedOff) as caught:
        signoff.load(path)
    assert caught.value.code == "signoff-damaged"


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u3164", "\x1b[31m", "\U000e0041"])
def test_a_file_in_which_something_is_hidden(path: Path, sign: Sign, hidden: str) -> None:
    """Whoever put it there wanted the decision to look like another one; lines may have ends."""
    sign()
    file = signoff.path_for(path)
    whole = json.loads((OLD / "signed.signoff.json").read_text("utf-8"))
    for place in ("decision", "cells", "bound"):
        part = whole[place] | {
            name: f"{text}{hidden}" for name, text in [*whole[place].items()][:1]
        }
        file.write_text(json.dumps(whole | {place: part}), "utf-8")
        with pytest.raises(NotSignedOff) as caught:
            signoff.load(path)
        assert caught.value.code == "signoff-damaged", place
    for change in (
        {"decision": whole["decision"] | {"date": f"2023-10-27{hidden}"}},
        {"cells": {f"ก{hidden}": "ข"}},
        {"content": {"weak": [{"items": [{"item": f"o1{hidden}"}]}]}},
    ):
        file.write_text(json.dumps(whole | change), "utf-8")
        with pytest.raises(NotSignedOff):
            signoff.load(path)
    huge = json.dumps(whole | {"content": {"total": 0}}).replace(
        '"total": 0', f'"total": {"9" * 5000}'
    )
    file.write_text(huge, "utf-8")
    with pytest.raises(NotSignedOff):
        signoff.load(path)
    file.write_text(json.dumps(whole | {"cells": {"ก": "ข\n\tค"}}), "utf-8")
    assert signoff.load(path).cells == {"ก": "ข\n\tค"}


def test_nowhere_to_write(tmp_path: Path, sign: Sign) -> None:
    """The system's reason, in the language of the reader."""
    with pytest.raises(ConfigError) as caught:
        sign(tmp_path / "none" / "report.yaml")
    assert caught.value.code == "signoff-unwritable"
    reason = caught.value.what.params["reason"]
    assert isinstance(reason, Text)
    assert str(reason) == "there is no such file or folder"


def test_a_target_alone_is_told_as_such(
    path: Path, report: Report, sign: Sign, row_of: Callable[[Report], SummaryRow]
) -> None:
    """Signed for practice, and now on the real sheet: nothing of the report is in doubt."""
    with pytest.raises(NotSignedOff) as caught:
        signoff.require(sign(), path, report, row_of(report), "1aBc · ITA 2566")
    assert caught.value.code == "signoff-void"
    said = f"{path} was signed for {TARGET}; you are now on 1aBc · ITA 2566. Nothing else changed."
    assert str(caught.value.what) == said
    assert caught.value.details == ()


def test_a_record_of_version_1_holds(path: Path, report: Report, framework_2566: Framework) -> None:
    """A real one of 0.1.0; the next record is chained to it and keeps it as it was."""
    shutil.copy(OLD / "signed.signoff.json", signoff.path_for(path))
    settings = load(OLD / "ita-sync.toml")
    agency = report.agency.model_copy(update={"code": "5360602"})
    signed = report.model_copy(update={"agency": agency})
    found = signoff.load(path)
    assert found.schema_version == 1
    row = build_row(signed, framework_2566, settings.columns, found.decision)
    target = str(settings.target)
    signoff.require(found, path, signed, row, target)
    old = json.loads(signoff.path_for(path).read_text("utf-8"))
    signoff.record(
        path, signed, row, decision=DECISION, target=target, beside={}, recorded_at="2026-11-30"
    )
    chain = signoff.kept(path).chain()
    assert (chain.raw[0], chain.faults) == (old, ())
    assert chain.records[1].previous == digest_of(old)
    whole = json.loads(signoff.path_for(path).read_text("utf-8"))
    whole["records"][0]["decision"]["post"] = "ปลัดเทศบาล"
    signoff.path_for(path).write_text(json.dumps(whole), "utf-8")
    (fault,) = signoff.kept(path).chain().faults
    assert "the record before it was edited" in str(fault)


def test_a_decision_of_long_ago_still_holds(report: Report) -> None:
    """The digest over the content is what it was before an agency could be without a code."""
    assert digest_of(signoff.content_of(report)) == (
        "b2655c30d94fb2ea98b0e8d01f8aabdb5aab919c058fce57bbd1638b49e3cb23"
    )
