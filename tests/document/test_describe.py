"""What `read` says when it is done: where to look, what is missing, what to do next."""

from pathlib import Path

from ita_sync.document import describe
from ita_sync.document.draft import Field, Node, Trust
from ita_sync.i18n import T
from tests.document.drafts import at, draft


def test_the_transcript_says_what_to_look_at() -> None:
    """Counts, what is doubtful and mended, what is missing, what to do.

    Each value with its place, text and reason.
    """
    mended = Field("75.00", Trust.MENDED, (at("๓/๕.๐๐", line=7),), T("sums fit"))
    unread: Node = {"item": Field("o13"), "score": Field(None)}
    made = draft(
        {
            "total": Field(
                "39.41", Trust.DOUBTFUL, (at("๓๙.๔๑", line=3),), T("the sum differs"), ("78.41",)
            ),
            "level": Field("A", Trust.SINGLE, (at("A", line=4),)),
            "indicators": [{"number": Field("9"), "score": mended}],
            "weak": [{"indicator": Field("9"), "items": [unread]}],
        },
        ("agency", "code"), ("memo", "date"), ("url",),
    )  # fmt: skip
    assert [str(said) for said in describe.summarise(made, Path("a b.yaml"))] == [
        ("Read 6 values: 3 for certain, 1 mended, 1 confirmed by nothing, 1 doubtful; missing: 3."),
        "Doubtful, to be decided with the document at hand:",
        '- Total score: 39.41 (read from line 3: "๓๙.๔๑"; the sum differs; may be 78.41)',
        "Confirmed by nothing, to be compared with the document one by one:",
        "- Level: A (read from line 4)",
        "Mended, to be compared with the document:",
        '- indicator 9 · Score: 75.00 (mended, read from line 7: "๓/๕.๐๐"; sums fit)',
        "Missing, to be filled in:",
        (
            "- agency · DLA code, 7 digits: look up the agency's number in the Department's list "
            "and write it in, or read with --code"
        ),
        "- memo · Its date",
        "- Public link of the report: publish the report and write in its public link",
        "Next: open the report file and compare each marked line with the document.",
        "Delete the ? or ?? of a line once its value is right; `push` waits for every ??.",
        "Then check it: ita-sync check 'a b.yaml'",
    ]


def test_the_transcript_names_the_item() -> None:
    """A score without its item would have to be counted out in the file."""
    weak: Node = [
        {
            "indicator": Field("7"),
            "items": [{"item": Field("e6"), "score": Field("1", Trust.DOUBTFUL)}],
        }
    ]
    assert "- item e6 · Score: 1 (–)" in [str(t) for t in describe.summarise(draft({"weak": weak}))]


def test_a_transcript_ends() -> None:
    """Of very many doubts the first are told; the file has a mark at each."""
    made = draft({"measures": [{"steps": [Field("x", Trust.DOUBTFUL)] * (describe.LISTED + 5)}]})
    said = [str(one) for one in describe.summarise(made)]
    assert said[describe.LISTED + 2] == "… and 5 more."
    assert len(said) < describe.LISTED + 10
