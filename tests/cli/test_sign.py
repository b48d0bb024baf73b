"""`sign`: what it binds, what voids it, what is odd about a decision."""

import json
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli

SIGNOFF = "chaturat-2566.signoff.json"


def test_a_sign_off_that_cannot_be_written_is_exit_4(cli: Cli, desk: Path) -> None:
    """The name is taken by a folder."""
    (desk / SIGNOFF).mkdir()
    ran = cli(*SIGN)
    assert ran.code == Exit.CONFIG
    assert "cannot be written" in ran.err


@pytest.mark.parametrize(
    ("day", "code"),
    [("26/10/2566", "SIGN-EARLY"), ("1/1/2560", "SIGN-EARLY"), ("27/10/2699", "SIGN-FUTURE")],
)
def test_a_decision_before_the_memo_or_in_the_future_is_refused(
    cli: Cli, desk: Path, day: str, code: str
) -> None:
    """The date goes into the province's sheet; the rule that refuses it is named."""
    ran = cli("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", day)
    assert ran.code == Exit.USAGE
    assert code in ran.err
    assert ("27 ตุลาคม 2566" in ran.err) is (code == "SIGN-EARLY")
    assert not (desk / SIGNOFF).exists()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("30 ต.ค. 26", "write the year with four digits, for example 27 ตุลาคม 2569"),
        ("๓๐/๑๐/๒๖", "write the year with four digits"),
        ("30 ต.ค. พ.ศ. 2023", "has a year that is not of the era before it"),
    ],
)
def test_a_year_that_is_not_sure_is_asked_for(cli: Cli, desk: Path, day: str, told: str) -> None:
    """Two digits that may mean several years are not guessed."""
    ran = cli("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", day)
    assert ran.code == Exit.USAGE
    assert f"{day} " in ran.err
    assert told in " ".join(ran.err.split())
    assert not (desk / SIGNOFF).exists()


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u3164", "\U000e0041", "\x1b", "\n"])
@pytest.mark.parametrize("option", ["--post", "--acting", "--reference"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_nobody_sees_is_not_signed(
    cli: Cli, desk: Path, character: str, option: str, lang: str
) -> None:
    """A post and a number stand for a decision: each sign of them has to be seen."""
    given = [*SIGN, *([option, "x"] if option not in SIGN else [])]
    given[given.index(option) + 1] = f"ปลัด{character}เทศบาล"
    ran = cli(*given, "--lang", lang)
    assert ran.code == Exit.USAGE
    assert f"{option} " in ran.err
    assert f"U+{ord(character):04X}" in ran.err
    assert not (desk / SIGNOFF).exists()


@pytest.mark.parametrize("day", ["30/10/66", "๓๐ ต.ค. ๖๖", "30/10/23"])
def test_a_year_of_two_digits_is_signed_in_full(cli: Cli, day: str) -> None:
    """66 can only be 2566; the sign-off has the whole day."""
    ran = cli("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", day, "--json")
    assert ran.document()["signoff"]["decision"]["date"] == "2023-10-30"


def test_signing_again_says_what_it_replaces(cli: Cli) -> None:
    """A decision is not replaced in silence."""
    assert "replaces" not in cli(*SIGN).err
    assert "replaces the sign-off" in cli(*SIGN).err


def test_who_acted_for_whom_stands_in_the_row(cli: Cli) -> None:
    """รักษาราชการแทน is not lost on the way to the sheet."""
    assert (
        "รักษาราชการแทน นายกเทศมนตรี"
        in cli(*SIGN[:3], "ปลัดเทศบาล", "--acting", "นายกเทศมนตรี", *SIGN[4:]).out
    )
    cells = cli("push", REPORT, "--dry-run", "--json").document()["results"][0]["cells"]
    assert cells["ผู้บริหารที่รับทราบ"] == "ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี"


def test_sign_is_careful(cli: Cli) -> None:
    """A post that cannot decide alone is recorded as told, and remarked upon."""
    ran = cli("sign", REPORT, "--post", "ปลัดเทศบาล", "--date", "27 ตุลาคม 2566", "--json")
    assert ran.code == 0
    assert ran.document()["careful"] == ["SIGN-POST"]
    assert "Careful (SIGN-POST)" in ran.err
    right = cli(
        "sign",
        REPORT,
        "--post",
        "ปลัดเทศบาล",
        "--acting",
        "นายกเทศมนตรี",
        "--date",
        "27 ตุลาคม 2566",
        "--json",
    )
    assert right.document()["careful"] == []
    assert "Careful" not in right.err


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_name_is_refused_unless_it_is_said_to_be_none(cli: Cli, desk: Path, lang: str) -> None:
    """Posts go to the province's sheet, names do not."""
    given = ("sign", REPORT, "--post", "นายกเทศมนตรี สมมุติ ตัวอย่าง", *SIGN[4:], "--lang", lang)
    refused = cli(*given)
    assert refused.code == Exit.USAGE
    assert "SIGN-NAME" in refused.err
    assert "สมมุติ ตัวอย่าง" in refused.err
    assert "--as-typed" in refused.err
    assert not (desk / SIGNOFF).exists()
    meant = cli(*given, "--as-typed", "--json")
    assert (meant.code, meant.document()["careful"]) == (Exit.OK, ["SIGN-NAME"])


def test_the_post_of_another_agency_is_remarked_upon(cli: Cli) -> None:
    """The report of one agency is not acknowledged by the head of another."""
    ran = cli("sign", REPORT, "--post", "นายกเทศมนตรีตำบลหนองบัวโคก", *SIGN[4:])
    assert ran.code == Exit.OK
    assert "Careful (SIGN-AGENCY)" in ran.err
    assert "เทศบาลตำบลหนองบัวโคก" in ran.err


def change(desk: Path, old: str, new: str) -> None:
    """Edit the report file."""
    text = (desk / REPORT).read_text("utf-8")
    assert old in text
    (desk / REPORT).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("analysis-report.pdf", "analysis-report-2.pdf", "ลิงก์รายงาน"),
        ("52506.2/62", "52506.2/63", "เลขที่หนังสือ"),
        ("กองคลัง", "กองช่าง", "measures[6].division"),
    ],
    ids=["link", "row", "content"],
)
def test_a_change_after_sign_off_voids_it_and_is_named(
    cli: Cli, desk: Path, old: str, new: str, named: str
) -> None:
    """Row, link and content are bound; push says what changed."""
    cli(*SIGN)
    change(desk, old, new)
    refused = cli("push", REPORT)
    assert refused.code == 3
    assert named in refused.err
    assert cli(*SIGN).code == 0
    assert cli("push", REPORT).code == 0


def test_another_target_voids_the_sign_off(cli: Cli, desk: Path) -> None:
    """What was approved for one sheet is not approved for another."""
    cli(*SIGN)
    source = (Path(__file__).parents[2] / "config" / "ita-sync.toml").read_text("utf-8")
    (desk / "other.toml").write_text(
        source.replace('tab = "ITA 2566"', 'tab = "ITA 2567"'), "utf-8"
    )
    refused = cli("push", REPORT, "--config", "other.toml")
    assert refused.code == 3
    assert "ITA 2567" in refused.err


def test_a_comment_or_a_rewritten_zero_does_not_undo_the_decision(cli: Cli, desk: Path) -> None:
    """The file's digest is recorded beside, not bound."""
    cli(*SIGN)
    text = (desk / REPORT).read_text("utf-8")
    (desk / REPORT).write_text("# ความเห็น\n" + text.replace("83.50", "83.5"), "utf-8")
    written = cli("push", REPORT)
    assert (written.code, "Written" in written.out) == (0, True)
    (desk / REPORT).write_text("# ความเห็น\n" + text, "utf-8")
    again = cli("push", REPORT)
    assert (again.code, "Already there" in again.out) == (0, True)


def test_a_damaged_sign_off_is_exit_3(cli: Cli, desk: Path) -> None:
    """Half a file is no decision."""
    cli(*SIGN)
    path = desk / SIGNOFF
    path.write_text(path.read_text("utf-8")[:100], "utf-8")
    ran = cli("push", REPORT)
    assert ran.code == 3
    assert "cannot be read" in ran.err


def test_the_sign_off_names_posts_and_binds_what_was_shown(cli: Cli, desk: Path) -> None:
    """Post, acting post, date, reference; digests of row, link, content and target."""
    extra = ("--acting", "รักษาราชการแทน", "--reference", "ชย 52506.2/62")
    assert cli(*SIGN, *extra).code == 0
    (recorded,) = json.loads((desk / SIGNOFF).read_text("utf-8"))["records"]
    assert recorded["decision"] == {
        "post": "นายกเทศมนตรี",
        "acting": "รักษาราชการแทน",
        "date": "2023-10-27",
        "reference": "ชย 52506.2/62",
    }
    assert set(recorded["bound"]) == {"row", "url", "content", "target"}
    assert set(recorded["beside"]) == {"file", "rules", "mapping", "version", "seen", "seen_at"}


def test_a_report_with_errors_is_neither_signed_nor_pushed(cli: Cli, desk: Path) -> None:
    """Errors block with exit 1 and are shown with their place."""
    cli(*SIGN)
    change(desk, "total: 78.41", "total: 39.41")
    for arguments in (("check", REPORT), SIGN, ("push", REPORT), ("push", REPORT, "--dry-run")):
        ran = cli(*arguments)
        assert ran.code == 1
        assert "TOTAL-SUM" in ran.out
        assert f"{REPORT}:" in ran.out


def test_a_post_that_only_looks_like_one_is_refused(cli: Cli, desk: Path) -> None:
    """Two vowels on a letter, a letter of another script; --as-typed records it all the same."""
    for post in ("นายกเทศมนตรี\u0e35", "นายกเทศมนตรi"):
        for lang in ("th", "en"):
            refused = cli("sign", REPORT, "--post", post, *SIGN[4:], "--lang", lang)
            assert (refused.code, post in refused.err) == (2, True)
    assert not (desk / SIGNOFF).exists()
    assert cli("sign", REPORT, "--post", post, *SIGN[4:], "--as-typed").code == 0
