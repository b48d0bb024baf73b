"""Can the post that signed decide, and does the chain hold together?

Asked where the decision is known: when the report is signed. A finding's place is a field of the
decision.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ita_sync import thai
from ita_sync.checks import posts
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Decision, Loc, Report
from ita_sync.rules.kinds import KINDS, OTHER_KINDS, expand, is_local, other_kind

_CHAIN = T(
    "The signature chain of memos: division director, clerk (ปลัด), deputy mayor, mayor (นายก)"
)
_DECIDES = T(
    "The head of the agency (นายก; elsewhere อธิการบดี, ผู้อำนวยการ, อธิบดี …) acknowledges the report, "
    "or somebody who acts for the head, such as a deputy or the clerk."
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
OTHER = Rule(
    "SIGN-AGENCY",
    WARNING,
    T("The post belongs to another agency"),
    T("The head of the agency that reports acknowledges the report."),
    _CHAIN,
)
NAME = Rule(
    "SIGN-NAME",
    ERROR,
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
RULES = (POST, ACTING, SAME, KIND, OTHER, NAME, EARLY, FUTURE)

_HEAD = re.compile("นายก")
_DEPUTY = re.compile("(รอง|ผู้ช่วย)?(นายก|ปลัด)|ผู้ปฏิบัติหน้าที่นายก")
_ACTS = re.compile(
    "(?:ผู้)?(?:รักษาราชการแทน|รักษาการแทน|รักษาการในตำแหน่ง|รักษาการ|ปฏิบัติราชการแทน|ปฏิบัติหน้าที่)"
)
"""Where one text names both posts: the signer's own, and the one acted for."""
_DIVISION = re.compile("ผู้อำนวยการ(กอง|ฝ่าย|ส่วน|กลุ่ม|สำนัก(?!งาน))")
"""Directs a part of an agency, and is not its head."""
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
    yield from _others(decision, subject)
    yield from names(decision, _places(report))
    yield from _day(decision.date, report.memo.date, subject.today)


def _chain(decision: Decision, report: Report) -> Iterator[Finding]:
    """Yield why the posts, by their titles, cannot acknowledge the report."""
    kind, example = report.agency.type, _example(report)
    post, acting = _own_and_acted_for(decision, kind)
    place: Loc = ("acting",) if decision.acting else ("post",)
    if acting and post == acting:
        yield SAME.at(
            place,
            T('"{post}" is given in both places.', post=decision.post),
            expected=T("the signer's own post"),
        )
    elif acting and not _is_head(acting, kind):
        yield ACTING.at(
            place,
            T('The post acted for is "{post}".', post=decision.acting or decision.post),
            expected=T("the head's post, for example {example}", example=example),
        )
    elif not (_may_act(post, kind) if acting else _is_head(post, kind)):
        others = (
            T("{example}, or a deputy or the clerk with the post acted for", example=example)
            if is_local(kind)
            else T("{example}, or another post with the post acted for", example=example)
        )
        yield POST.at(("post",), T('The post is "{post}".', post=decision.post), expected=others)


def _own_and_acted_for(decision: Decision, kind: str) -> tuple[str, str]:
    """Return the signer's own post and the one acted for, folded; nothing for none.

    Agencies that are no local ones have words of their own for acting, and write both in one.
    """
    post, acting = decision.post, decision.acting or ""
    if not acting and not is_local(kind) and (found := _ACTS.search(post)):
        post, acting = post[: found.start()], post[found.end() :]
    return thai.fold(post), thai.fold(acting)


def _is_head(post: str, kind: str) -> bool:
    """Return whether a post, folded, is that of the head of such an agency.

    Of an agency of an unknown kind it may be that of any.
    """
    if is_local(kind):
        return _HEAD.match(post) is not None
    other = other_kind(kind)
    kinds = (other,) if other else OTHER_KINDS
    heads = tuple(thai.fold(head) for each in kinds for head in each.heads)
    if other is None and _HEAD.match(post):
        return True
    return post.startswith(heads) and not _DIVISION.match(post)


def _may_act(post: str, kind: str) -> bool:
    """Return whether a post, folded, may act for the head.

    In a local agency a deputy or the clerk; who else may is for each agency's own law to say.
    """
    return not is_local(kind) or _DEPUTY.match(post) is not None


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
    yield from future(day, today)


def future(day: date, today: date | None) -> Iterator[Finding]:
    """Yield that a decision, on whatever it may be, lies in the future."""
    # A day more than today: Bangkok is ahead of UTC.
    if today and day > today + timedelta(days=1):
        yield FUTURE.at(
            ("date",),
            T("The decision is dated {day}.", day=thai.format_date(day)),
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


def _others(decision: Decision, subject: Subject) -> Iterator[Finding]:
    """Yield the posts that name another agency than the one that reports, of its own kind."""
    agency = subject.report.agency
    kind = expand(agency.type)
    for field, text in _posts(decision):
        for found in posts.agencies_in(text):
            if kind in KINDS and not _is_same(found, kind, agency.name, subject):
                yield OTHER.at(
                    (field,),
                    T(
                        "The post is of {other}, the agency is {own}.",
                        other=str(found),
                        own=kind + agency.name,
                    ),
                    expected=T("a post such as {example}", example=_example(subject.report)),
                )


def _is_same(found: posts.Named, kind: str, name: str, subject: Subject) -> bool:
    """Return whether a post is of the agency: a letter more or less is no other one, unless listed.

    Reports do spell จัตุรัส without its sign.
    """
    if found.group != posts.group_of(kind):
        return True  # SIGN-KIND says so
    if found.kind != kind:
        return False
    own, other = thai.fold(name), thai.fold(found.name)
    if own == other:
        return True
    listed = {thai.fold(each.name) for each in subject.listed.values()}
    return other not in listed and posts.alike(own, other)


def names(decision: Decision, places: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield what a decision, on whatever it may be, says of persons."""
    places = tuple(places)
    for field, text in _posts(decision):
        if found := posts.person_in(text, places):
            yield NAME.at((field,), found, expected=T("the post alone"))


def _places(report: Report) -> tuple[str, ...]:
    agency = report.agency
    return agency.name, agency.district or "", agency.province


def _posts(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield the posts that a decision names, with their fields."""
    yield "post", decision.post
    if decision.acting:
        yield "acting", decision.acting


def _example(report: Report) -> str:
    kind = expand(report.agency.type)
    if other := other_kind(kind):
        return other.heads[0]
    return "นายกเทศมนตรี" if kind.startswith("เทศบาล") or kind not in KINDS else f"นายก{kind}"
