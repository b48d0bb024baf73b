"""Can the post that signed decide, and does the chain hold together?

Asked where the decision is known: when the report is signed. A finding's place is a field of the
decision.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Decision, Loc, Report
from ita_sync.rules.agencies import KINDS, expand

_CHAIN = "The signature chain of memos: division director, clerk (ปลัด), deputy mayor, mayor (นายก)"
_DECIDES = T(
    "The head of the agency (นายก) acknowledges the report, or a deputy or the clerk who acts for "
    "the head."
)

POST = Rule(
    "SIGN-POST", WARNING, T("The post cannot acknowledge the report alone"), _DECIDES, _CHAIN
)
ACTING = Rule("SIGN-ACTING", WARNING, T("The post acted for is not the head's"), _DECIDES, _CHAIN)
SAME = Rule(
    "SIGN-SAME",
    WARNING,
    T("A post acts for itself"),
    T("Whoever acts for a post holds another one."),
    _CHAIN,
)
KIND = Rule(
    "SIGN-KIND",
    WARNING,
    T("The post belongs to another kind of agency"),
    T(
        "A municipality is headed by นายกเทศมนตรี, an administrative organisation by นายก อบต. or "
        "นายก อบจ."
    ),
    _CHAIN,
)
NAME = Rule(
    "SIGN-NAME",
    WARNING,
    T("The sign-off names a person"),
    T("The sign-off records posts; personal names are not needed and go to a shared sheet."),
)
EARLY = Rule(
    "SIGN-EARLY",
    ERROR,
    T("The decision is older than the memo"),
    T("A memo can be acknowledged only once it is written."),
    _CHAIN,
)
FUTURE = Rule(
    "SIGN-FUTURE",
    ERROR,
    T("The decision lies in the future"),
    T("A sign-off records a decision that was made, on the day on which it was made."),
    _CHAIN,
)
RULES = (POST, ACTING, SAME, KIND, NAME, EARLY, FUTURE)

_HEAD = re.compile("นายก")
_DEPUTY = re.compile("(รอง|ผู้ช่วย)?(นายก|ปลัด)|ผู้ปฏิบัติหน้าที่นายก")
# นายก is a post; นาย before anything else, and the other titles, stand before a name.
_PERSON = re.compile(r"(^|[\s(])(นาย(?!ก)|นาง(สาว)?|น\.ส\.|ว่าที่|พ\.[ตอจ]\.[ตทอ]?)")
_KIND = {
    "เทศบาล": ("เทศมนตรี", "เทศบาล"),
    "องค์การบริหารส่วนตำบล": ("องค์การบริหารส่วนตำบล", "อบต"),
    "องค์การบริหารส่วนจังหวัด": ("องค์การบริหารส่วนจังหวัด", "อบจ"),
    "เมืองพัทยา": ("เมืองพัทยา",),
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is odd about the decision, and nothing where there is none."""
    decision, report = subject.decision, subject.report
    if decision is None:
        return
    yield from _chain(decision, report)
    yield from _kinds(decision, report)
    for field, text in _posts(decision):
        if _PERSON.search(text):
            yield NAME.at((field,), T("A title comes before a name."), expected=T("the post alone"))
    yield from _day(decision.date, report.memo.date, subject.today)


def _chain(decision: Decision, report: Report) -> Iterator[Finding]:
    """Yield why the posts, by their titles, cannot acknowledge the report."""
    post, acting = thai.fold(decision.post), thai.fold(decision.acting or "")
    if acting and post == acting:
        yield SAME.at(
            ("acting",),
            T('"{post}" is given in both places.', post=decision.post),
            expected=T("the signer's own post"),
        )
    elif acting and not _HEAD.match(acting):
        yield ACTING.at(
            ("acting",),
            T('The post acted for is "{post}".', post=decision.acting),
            expected=T("the head's post, for example {example}", example=_example(report)),
        )
    elif not (_DEPUTY if acting else _HEAD).match(post):
        yield POST.at(
            ("post",),
            T('The post is "{post}".', post=decision.post),
            expected=T(
                "{example}, or a deputy or the clerk with the post acted for",
                example=_example(report),
            ),
        )


def _day(day: date, memo: date, today: date | None) -> Iterator[Finding]:
    loc: Loc = ("date",)
    written = thai.format_date(day)
    if day < memo:
        first = thai.format_date(memo)
        yield EARLY.at(
            loc,
            T("The decision is dated {day}, the memo {memo}.", day=written, memo=first),
            expected=T("{day} or later", day=first),
        )
    # A day more than today: Bangkok is ahead of UTC.
    if today and day > today + timedelta(days=1):
        yield FUTURE.at(
            loc,
            T("The decision is dated {day}.", day=written),
            expected=T("today or earlier"),
        )


def _kinds(decision: Decision, report: Report) -> Iterator[Finding]:
    own = expand(report.agency.type)
    if own not in KINDS:
        return
    group = next(kind for kind in _KIND if own.startswith(kind))
    for field, text in _posts(decision):
        folded = thai.fold(text)
        named = [kind for kind, words in _KIND.items() if any(word in folded for word in words)]
        if named and group not in named:
            yield KIND.at(
                (field,),
                T('The post is "{post}", the agency is a {kind}.', post=text, kind=own),
                expected=T("a post such as {example}", example=_example(report)),
            )


def _posts(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield the posts that a decision names, with their fields."""
    yield "post", decision.post
    if decision.acting:
        yield "acting", decision.acting


def _example(report: Report) -> str:
    kind = expand(report.agency.type)
    return "นายกเทศมนตรี" if kind.startswith("เทศบาล") or kind not in KINDS else f"นายก{kind}"
