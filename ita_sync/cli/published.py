"""`check --online --published FILE`: is the document at the link the one that was signed?"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ita_sync.approval import signoff
from ita_sync.checks import Checked, online
from ita_sync.cli.options import Options
from ita_sync.document.compare import MAX_BYTES, Compared, How, compare, load
from ita_sync.errors import ItaSyncError, os_reason
from ita_sync.i18n import T, Text
from ita_sync.links.visit import PAGES, State, visit
from ita_sync.monitor.links.known import KnownLinks, Print

SECONDS = 120.0
"""For a whole document, where a visit reads the beginning only."""


@dataclass(frozen=True)
class Published:
    """A checked report, with what comparing the documents adds to it.

    Attributes:
        checked: the report and all findings.
        told: what people are told beside the findings.
        data: the same for programs.
    """

    checked: Checked
    told: tuple[Text, ...] = ()
    data: dict[str, Any] | None = None


def published(options: Options, checked: Checked, file: Path) -> Published:
    """Open the link as a stranger would, and compare what stands there with the signed document.

    What is the signed one is kept, for `verify --online`.

    Raises:
        ItaSyncError: the signed document cannot be read.
    """
    signed = load(file)
    url = checked.file.report.url
    seen = visit(url, seconds=SECONDS, most=MAX_BYTES)
    if seen.state is not State.ALIVE or seen.page is None:
        return Published(checked)  # the findings of --online say so
    page, digest = seen.page, hashlib.sha256(signed).hexdigest()
    if page.kind and page.kind in PAGES:
        why = T("A web page stands there, not the document itself.")
        found = Compared(How.UNKNOWN, why)
    elif len(page.body) >= MAX_BYTES:
        found = Compared(How.UNKNOWN, T("It is too large to be read whole."))
    else:
        found = compare(file, signed, page.body)
    told = [*_of_decision(checked, file, digest)]
    if found.how in {How.SAME, How.ALIKE}:
        told.append(
            T(
                "The document at the link is the signed one. {why} SHA-256 {digest}",
                why=found.why,
                digest=hashlib.sha256(page.body).hexdigest(),
            )
        )
        told += _kept(options, url, Print.of(page))
    findings = checked.findings
    if found.how in {How.OTHER, How.UNKNOWN}:
        findings += (online.compared(found.why, other=found.how is How.OTHER),)
    data = {
        "how": found.how.value,
        "why": found.why.both(),
        "url": page.url,
        "sha256": hashlib.sha256(page.body).hexdigest(),
        "signed_sha256": digest,
    }
    return Published(replace(checked, findings=findings), tuple(told), data)


def _of_decision(checked: Checked, file: Path, digest: str) -> Iterator[Text]:
    """Yield what the records of the report say about signed document and publication."""
    report = checked.file
    try:
        chain = signoff.kept(report.path).unedited()
    except ItaSyncError as error:
        yield error.what
        return
    recorded = chain.current.beside.get("source") if chain.current else None
    if recorded and recorded != digest:
        yield T(
            "Careful: {file} is not the document whose digest was recorded when it was signed.",
            file=file,
        )
    permitted = signoff.published(chain)
    if permitted is None:
        yield T(
            "No permission to publish is recorded: `ita-sync sign --published --reference NUMBER`."
        )
    elif permitted.bound.url != report.report.url:
        yield T(
            "The permission to publish, of {day}, was given for another link: {url}",
            day=permitted.day,
            url=permitted.bound.url,
        )


def _kept(options: Options, url: str, document: Print) -> Iterator[Text]:
    """Keep what stands there, for `verify --online`; say so where it cannot be."""
    state = options.settings().state
    known = KnownLinks.load(state) or KnownLinks(links={})
    try:
        known.with_published(url, document, time.time()).save(state)
    except OSError as error:
        yield T(
            "What was seen at the links cannot be kept in {folder}: {reason}",
            folder=state,
            reason=os_reason(error),
        )
