"""Report file (YAML) -> `ReportFile`; everything wrong is said in one go, with line and column."""

import codecs
import hashlib
import re
from pathlib import Path

from pydantic import ValidationError

from ita_sync.errors import ReportError
from ita_sync.i18n import T, Text
from ita_sync.models import Finding, Report, ReportFile, Severity
from ita_sync.report_problems import explain, path_of
from ita_sync.report_tree import Problem, build

MAX_BYTES = 1024 * 1024
MAX_DETAILS = 100

_THAI = re.compile("[ก-๎]")
# Three bytes of a Thai letter in UTF-8.
_UTF8_THAI = re.compile(rb"\xe0[\xb8-\xbb][\x80-\xbf]")

TIS620_NOTE = Finding(
    code="FILE-TIS620",
    severity=Severity.NOTE,
    loc=(),
    what=T("The file is in TIS-620, not UTF-8; it was read as TIS-620."),
    expected=T("a file saved as UTF-8"),
    why=T("Other programs may show its Thai letters wrongly."),
)

_DOCUMENTS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
"""How .docx and .xlsx, .pdf, .doc and .xls begin."""


def load(path: Path) -> ReportFile:
    """Return the report in `path` with the place of each field.

    Raises:
        ReportError: `report-missing`, `report-unreadable`, `report-too-large`, `report-encoding` for the file
            as such; `report-invalid` with one detail a problem, in file order, each beginning
            `path:line:column: field:`.
    """
    data = _read(path)
    text, notes = _decode(path, data)
    tree = build(text)
    problems = list(tree.problems)
    report = None
    if not tree.broken:
        try:
            report = Report.model_validate(tree.value)
        except ValidationError as error:
            problems.extend(explain(error, tree))
    if report is None or problems:
        raise _invalid(path, problems)
    return ReportFile(report, path, hashlib.sha256(data).hexdigest(), tree.marks, notes, text)


def schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of the report file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Report.model_json_schema()}


def _invalid(path: Path, problems: list[Problem]) -> ReportError:
    problems = sorted(problems, key=lambda p: (p.mark.line, p.mark.column))
    details = [_detail(path, problem) for problem in problems[:MAX_DETAILS]]
    if len(problems) > MAX_DETAILS:
        details.append(T("… and {count} more.", count=len(problems) - MAX_DETAILS))
    return ReportError(
        "report-invalid",
        T("The report file has problems ({count}): {path}", count=len(problems), path=path),
        next_step=T("Mend the places listed and check the file again."),
        details=details,
    )


def _detail(path: Path, problem: Problem) -> Text:
    return T(
        "{place}: {field}: {problem}",
        place=f"{path}:{problem.mark.line}:{problem.mark.column}",
        field=path_of(problem.loc) or T("the file"),
        problem=problem.text,
    )


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise ReportError(
            "report-unreadable",
            T("This is a folder, not a report file: {path}", path=path),
            next_step=T("Name the report file itself, for example {example}.", example=path / "report.yaml"),
        )
    try:
        with path.open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReportError(
            "report-missing",
            T("There is no such file: {path}", path=path),
            next_step=T("Check the folder and the spelling of the file name."),
        ) from None
    except OSError as error:
        raise ReportError(
            "report-unreadable",
            T("The file cannot be read: {path} ({reason})", path=path, reason=error.strerror or error),
            next_step=T("Check that the file is not locked by another program and that you may read it."),
        ) from error
    if len(data) > MAX_BYTES:
        raise ReportError(
            "report-too-large",
            T("The file is larger than {limit} KiB: {path}", limit=MAX_BYTES // 1024, path=path),
            next_step=T("Name the report file (YAML), not the document it was made from."),
        )
    return data


def _decode(path: Path, data: bytes) -> tuple[str, tuple[Finding, ...]]:
    if data.startswith(_DOCUMENTS):
        raise ReportError(
            "report-is-document",
            T("This is a document (Word, Excel, PDF), not a report file: {path}", path=path),
            next_step=T("Name the report file (YAML), not the document it was made from."),
        )
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        # "utf-16" reads and drops the byte-order mark, "utf-8-sig" does so where there is one.
        return data.decode("utf-16" if utf16 else "utf-8-sig"), ()
    except UnicodeDecodeError as error:
        text = None if utf16 else _tis620(data)
        if text is not None:
            return text, (TIS620_NOTE,)
        raise ReportError(
            "report-encoding",
            T("The file is not text in UTF-8: {path} (byte {position})", path=path, position=error.start + 1),
            next_step=T('Open it in the program it was written with and save it as text in "UTF-8".'),
        ) from None


def _tis620(data: bytes) -> str | None:
    """Return the text if `data` can be TIS-620; None for anything else, damaged UTF-8 among it."""
    high = sum(byte >= 0x80 for byte in data)  # noqa: PLR2004 - the first byte beyond ASCII
    if 2 * 3 * len(_UTF8_THAI.findall(data)) > high:
        return None
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    return text if _THAI.search(text) else None
