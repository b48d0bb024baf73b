"""The records of a sign-off: shown, kept, chained, withdrawn; what amends and what permits."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ita_sync.approval.chain import Chain
from ita_sync.approval.signoff import SignOff
from ita_sync.errors import Exit
from ita_sync.row import digest_of
from tests.cli.conftest import REPORT, ROOT, SIGN, Cli, own_config, province, sandbox
from tests.cli.terminal import edit
from tests.cli.test_sign import SIGNOFF, change
from tests.promise.edits import rename


def records(desk: Path) -> list[dict[str, Any]]:
    """Return the records that lie beside the report."""
    found: list[dict[str, Any]] = json.loads((desk / SIGNOFF).read_text("utf-8"))["records"]
    return found


def test_what_is_decided_is_shown_as_it_is_recorded(cli: Cli, desk: Path) -> None:
    """The sentence, in both languages, and what it is bound to."""
    ran = cli(*SIGN)
    (recorded,) = records(desk)
    assert recorded["statement"]["en"] in ran.out
    for part in ("78.41", "52506.2/62", "5360601 / 2566", "นายกเทศมนตรี", "sandbox · ITA 2566"):
        assert part in recorded["statement"]["th"]
    assert f"Bound to: sandbox · ITA 2566; row {recorded['bound']['row'][:12]}" in ran.out
    assert recorded["bound"]["content"][:12] in ran.out
    assert recorded["statement"]["th"] in cli(*SIGN, "--lang", "th").out


def test_a_record_that_is_replaced_is_kept(cli: Cli, desk: Path) -> None:
    """Behind it stands the new one, and knows it by its digest."""
    cli(*SIGN)
    (first,) = records(desk)
    cli(*SIGN[:5], "28 ตุลาคม 2566")
    kept, second = records(desk)
    assert kept == first
    assert (first["previous"], second["previous"]) == (None, first["digest"])
    assert second["decision"]["date"] == "2023-10-28"


def test_a_sign_off_is_told_in_sentences(cli: Cli, desk: Path) -> None:
    """Each record, and whether the last one holds: exit 3 where it does not."""
    unsigned = cli("sign", REPORT, "--show")
    assert (unsigned.code, "has not been signed off" in unsigned.err) == (Exit.NOT_SIGNED, True)
    cli(*SIGN)
    held = cli("sign", REPORT, "--show")
    assert held.code == Exit.OK
    assert held.out.startswith(f"1. {records(desk)[0]['statement']['en']}")
    assert "It holds for the report as it is now." in held.out
    change(desk, "กองคลัง", "กองช่าง")
    void = cli("sign", REPORT, "--show", "--json")
    assert (void.code, void.document()["holds"]) == (Exit.NOT_SIGNED, False)
    assert void.document()["error"]["code"] == "signoff-void"
    assert void.document()["records"] == records(desk)


def test_what_is_not_bound_and_changed_is_told(cli: Cli, desk: Path) -> None:
    """A comment in the report, other columns that make the same row."""
    cli(*SIGN)
    change(desk, "# หน่วยงาน", "# ความเห็น")
    told = cli("sign", REPORT, "--show")
    assert told.code == Exit.OK
    assert "not the same byte for byte" in told.out


WITHDRAW = ("sign", REPORT, "--withdraw", "--post", "นายกเทศมนตรี", "--date", "29 ตุลาคม 2566")


def test_a_decision_is_withdrawn_by_a_record_of_its_own(cli: Cli, desk: Path) -> None:
    """With a reason; nothing is sent after it until the report is signed again."""
    nothing = cli(*WITHDRAW, "--reason", "ตัวเลขผิด")
    assert (nothing.code, "has not been signed off" in nothing.err) == (Exit.NOT_SIGNED, True)
    cli(*SIGN)
    assert cli(*WITHDRAW).code == Exit.USAGE
    ran = cli(*WITHDRAW, "--reason", "ตัวเลขผิด")
    assert (ran.code, "ตัวเลขผิด" in ran.out) == (Exit.OK, True)
    signed, withdrawn = records(desk)
    assert (signed["kind"], withdrawn["kind"]) == ("signed", "withdrawn")
    assert (withdrawn["reason"], withdrawn["bound"]) == ("ตัวเลขผิด", signed["bound"])
    for command in (("push", REPORT), ("sign", REPORT, "--show")):
        refused = cli(*command)
        assert refused.code == Exit.NOT_SIGNED
        assert "was withdrawn on 29 ตุลาคม 2566 by นายกเทศมนตรี: ตัวเลขผิด" in refused.err
    assert cli(*WITHDRAW, "--reason", "อีกครั้ง").code == Exit.NOT_SIGNED
    assert cli(*SIGN).code == Exit.OK
    assert cli("push", REPORT).code == Exit.OK


def test_a_file_from_before_a_withdrawal_does_not_bring_the_decision_back(
    cli: Cli, desk: Path
) -> None:
    """On the computer on which it was withdrawn; signed again, the report goes."""
    cli(*SIGN)
    before = (desk / SIGNOFF).read_bytes()
    assert cli(*WITHDRAW, "--reason", "ตัวเลขผิด").code == Exit.OK
    (desk / SIGNOFF).write_bytes(before)
    for command in (("push", REPORT), ("sign", REPORT, "--show")):
        refused = cli(*command)
        assert refused.code == Exit.NOT_SIGNED
        assert "was withdrawn on 29 ตุลาคม 2566 by นายกเทศมนตรี; the file" in refused.err
    cli(*SIGN[:5], "30 ตุลาคม 2566")
    assert cli("push", REPORT).code == Exit.OK


@pytest.mark.parametrize("broken", ["", "[]", '{"x": 1}', "[" * 100_000])
def test_what_is_kept_of_withdrawals_may_be_broken(cli: Cli, desk: Path, broken: str) -> None:
    """Then the records beside the report tell all that there is."""
    cli(*SIGN)
    (desk.parent / "state" / "withdrawn.json").write_text(broken, "utf-8")
    assert cli(*WITHDRAW, "--reason", "ตัวเลขผิด").code == Exit.OK
    assert cli("push", REPORT).code == Exit.NOT_SIGNED


def test_a_record_from_the_future_is_remarked_upon(cli: Cli, desk: Path) -> None:
    """What is signed after it could not be pushed over it."""
    cli(*SIGN)
    (signed,) = Chain[SignOff].of(json.loads((desk / SIGNOFF).read_text("utf-8")), SignOff).records
    later = signed.model_copy(update={"recorded_at": "2099-01-01T00:00:00+00:00"})
    (desk / SIGNOFF).write_text(json.dumps(Chain[SignOff]().then(later).dump()), "utf-8")
    assert "at 2099-01-01T00:00:00+00:00 (UTC), which is still to come" in cli(*SIGN).err
    assert "still to come" not in cli(*SIGN).err


def test_the_permission_to_publish_is_a_step_of_its_own(cli: Cli, desk: Path) -> None:
    """With its number; it neither stands for the acknowledgement nor voids it."""
    publish = (*SIGN[:2], "--published", *SIGN[2:])
    assert cli(*publish).code == Exit.USAGE
    ran = cli(*publish, "--reference", "ชย 52506.2/17")
    assert (ran.code, "ชย 52506.2/17" in ran.out) == (Exit.OK, True)
    assert cli("push", REPORT).code == Exit.NOT_SIGNED
    cli(*SIGN)
    cli(*publish, "--reference", "ชย 52506.2/18")
    assert [each["kind"] for each in records(desk)] == ["published", "signed", "published"]
    assert cli("push", REPORT).code == Exit.OK


@pytest.mark.parametrize(
    "broken",
    ["not json", '{"records": []}', "[]", '{"schema_version": 2, "records": [1], "seal": ""}'],
)
def test_a_broken_file_is_kept_when_the_report_is_signed_again(
    cli: Cli, desk: Path, broken: str
) -> None:
    """Under another name, which the new record knows by its digest."""
    (desk / SIGNOFF).write_text(broken, "utf-8")
    assert cli("push", REPORT).code == Exit.NOT_SIGNED
    for number in (1, 2):
        ran = cli(*SIGN)
        aside = f"chaturat-2566.signoff.aside-{number}.json"
        assert (ran.code, aside in ran.err) == (Exit.OK, True)
        assert (desk / aside).read_text("utf-8") == broken
        digest = hashlib.sha256(broken.encode()).hexdigest()
        assert records(desk)[0]["beside"]["aside"] == digest
        assert cli("push", REPORT, "--dry-run", "--check").code == Exit.OK
        (desk / SIGNOFF).write_text(broken, "utf-8")


def test_an_edited_file_is_refused_and_named(cli: Cli, desk: Path) -> None:
    """A record that says something else than was decided is no decision, and none follows it."""
    cli(*SIGN)
    file = desk / SIGNOFF
    file.write_text(file.read_text("utf-8").replace("นายกเทศมนตรี", "ปลัดเทศบาล"), "utf-8")
    for command in (("push", REPORT), ("sign", REPORT, "--show"), (*WITHDRAW, "--reason", "…")):
        refused = cli(*command)
        assert refused.code == Exit.NOT_SIGNED
        assert "edited: posts, day or number of the decision" in refused.err + refused.out
    assert cli(*SIGN).code == Exit.OK
    assert cli("push", REPORT).code == Exit.OK


def test_the_document_that_was_signed_is_known_by_its_digest(cli: Cli, desk: Path) -> None:
    """Of the file that is named; it is remarked upon where the report was read from another one."""
    document = desk / "signed.pdf"
    document.write_bytes(b"%PDF-1.4 signed")
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    assert cli(*SIGN, "--source", "signed.pdf").code == Exit.OK
    assert records(desk)[0]["beside"]["source"] == digest
    assert f"Signed document: SHA-256 {digest}" in cli("sign", REPORT, "--show").out
    refused = cli(*SIGN, "--source", "none.pdf")
    assert (refused.code, "none.pdf" in refused.err) == (Exit.CONFIG, True)
    text = (desk / REPORT).read_text("utf-8")
    head = "# ITA report, read from x.pdf (sha256 000000000000); a person has to compare it.\n"
    (desk / REPORT).write_text(head + text, "utf-8")
    other = cli(*SIGN, "--source", "signed.pdf")
    assert (other.code, "is not the document" in other.err) == (Exit.OK, True)
    cli(*SIGN)
    assert records(desk)[-1]["beside"]["source_begins"] == "0" * 12


@pytest.mark.parametrize(
    "more",
    [
        ("--show", "--post", "x"),
        ("--show", "--withdraw"),
        ("--undo", "x"),
        ("--reason", "x", "--post", "x", "--date", "27/10/2566"),
        ("--published", "--source", "x", "--post", "x", "--date", "27/10/2566"),
        ("--date", "27/10/2566"),
        ("--post", "นายกเทศมนตรี"),
    ],
)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_steps_that_do_not_go_together(cli: Cli, more: tuple[str, ...], lang: str) -> None:
    """Each has its own options."""
    assert cli("sign", REPORT, *more, "--lang", lang).code == Exit.USAGE


def test_an_amendment_shows_what_changes(cli: Cli, desk: Path) -> None:
    """The difference to the row that stands is what is decided; its digest is bound."""
    cli(*SIGN)
    cli("push", REPORT)
    stands = records(desk)[0]["bound"]["row"]
    change(desk, "52506.2/62", "52506.2/63")
    ran = cli(*SIGN, "--json")
    line = "Column เลขที่หนังสือ: ชย 52506.2/62 → ชย 52506.2/63"
    assert [each["en"] for each in ran.document()["changes"]] == [line]
    assert line in records(desk)[1]["statement"]["en"]
    assert (records(desk)[0]["amends"], records(desk)[1]["amends"]) == (None, stands)
    assert "Amended" in cli("push", REPORT).out
    assert "Already there" in cli("push", REPORT).out


def test_an_amendment_that_nobody_was_shown_is_refused(cli: Cli, desk: Path) -> None:
    """Signed where the journal does not know the row: exit 3, and the advice works."""
    cli(*SIGN)
    cli("push", REPORT)
    change(desk, "52506.2/62", "52506.2/63")
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("ITA_SYNC_STATE", str(desk.parent / "elsewhere"))
        assert cli(*SIGN).code == Exit.OK
    assert records(desk)[1]["amends"] is None
    refused = cli("push", REPORT)
    assert refused.code == Exit.NOT_SIGNED
    assert "whoever signed was not shown what changes" in refused.err
    assert "52506.2/62" in refused.err
    assert cli(*SIGN).code == Exit.OK
    assert "Amended" in cli("push", REPORT).out


@pytest.mark.parametrize(
    "meant", ['tab = "ITA 2566 (ใหม่)"', "gid = 0"], ids=["a new title", "by its number"]
)
def test_an_amendment_is_known_whatever_the_tab_is_called(cli: Cli, desk: Path, meant: str) -> None:
    """The journal knows the tab by its number; offline a title may be another by now."""
    config = own_config(desk) / "ita-sync.toml"
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    assert sandbox(desk).owner_edit("sandbox", [rename("ITA 2566 (ใหม่)")])
    edit(config, ('tab = "ITA 2566"', meant))
    change(desk, "52506.2/62", "52506.2/63")
    cli(*SIGN)
    assert "52506.2/62 → " in records(desk)[-1]["statement"]["th"]
    assert "Amended" in cli("push", REPORT).out


def test_a_row_of_another_tab_is_no_amendment(cli: Cli, desk: Path) -> None:
    """Where the number of the tab says which is meant."""
    config = own_config(desk) / "ita-sync.toml"
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    edit(config, ('tab = "ITA 2566"', "gid = 7"))
    change(desk, "52506.2/62", "52506.2/63")
    cli(*SIGN)
    assert records(desk)[-1]["amends"] is None


OLD = ROOT / "tests" / "journal" / "old" / "v1-office"


def test_a_sign_off_of_0_1_0_is_pushed_told_and_goes_on(cli: Cli, desk: Path) -> None:
    """A real one; what is signed after it stands behind it, and may amend its row."""
    edit(desk / REPORT, ("5360601", "5360602"))
    shutil.copy(OLD / "signed.signoff.json", desk / SIGNOFF)
    shutil.copy(OLD / "ita-sync.toml", desk)
    config = ("--config", "ita-sync.toml")
    shown = cli("sign", REPORT, "--show", *config)
    assert (shown.code, "It holds" in shown.out) == (Exit.OK, True)
    assert "acknowledged the report; the row was for sandbox · ITA 2566" in shown.out
    assert "Written" in cli("push", REPORT, *config).out
    change(desk, "52506.2/62", "52506.2/63")
    assert cli("push", REPORT, *config).code == Exit.NOT_SIGNED
    cli(*SIGN, *config)
    first, second = records(desk)
    assert first == json.loads((OLD / "signed.signoff.json").read_text("utf-8"))
    assert second["amends"] == first["bound"]["row"]
    assert "Amended" in cli("push", REPORT, *config).out


def test_an_amendment_of_before_keeps_its_force(cli: Cli, desk: Path) -> None:
    """A real chain of the program before this one: each record is pushed, told, and followed."""
    whole = (ROOT / "tests" / "approval" / "old" / "amended.signoff.json").read_text("utf-8")
    before = json.loads(whole)["records"]
    seal = digest_of({"records": [before[0]["digest"]]})
    first = {"schema_version": 2, "records": before[:1], "seal": seal}
    (desk / SIGNOFF).write_text(json.dumps(first), "utf-8")
    assert "Written" in cli("push", REPORT).out
    change(desk, "52506.2/62", "52506.2/63")
    (desk / SIGNOFF).write_text(whole, "utf-8")
    shown = cli("sign", REPORT, "--show")
    assert (shown.code, "It holds" in shown.out) == (Exit.OK, True)
    assert "Amended" in cli("push", REPORT).out
    cli(*SIGN)
    *kept, new = records(desk)
    assert kept == before
    assert new["previous"] == before[-1]["digest"]


def test_an_amendment_signed_with_0_1_0_keeps_its_force(cli: Cli, desk: Path) -> None:
    """It could not show what changes, and was decided all the same."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    change(desk, "52506.2/62", "52506.2/63")
    cli(*SIGN)
    new = records(desk)[-1]
    old = {"schema_version": 1} | {
        part: new[part]
        for part in ("decision", "bound", "beside", "cells", "content", "recorded_at")
    }
    (desk / SIGNOFF).write_text(json.dumps(old), "utf-8")
    assert "Amended" in cli("push", REPORT).out


def test_an_amendment_that_was_not_shown_holds_up_no_other(cli: Cli, desk: Path) -> None:
    """Of many reports each is told by itself."""
    province(cli, desk, 3)
    assert cli("push", "reports").code == Exit.OK
    for number in range(3):
        edit(desk / "reports" / f"r{number}.yaml", ("52506.2/62", "52506.2/63"))
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("ITA_SYNC_STATE", str(desk.parent / "elsewhere"))
        assert cli("sign", "reports/r1.yaml", *SIGN[2:]).code == Exit.OK
    for number in (0, 2):
        assert cli("sign", f"reports/r{number}.yaml", *SIGN[2:]).code == Exit.OK
    ran = cli("push", "reports", "--json")
    ended = [r.get("outcome") or r["error"]["code"] for r in ran.document()["results"]]
    assert ended == ["amended", "amendment-undecided", "amended"]
    assert ran.code == Exit.NOT_SIGNED
