"""The rules of Microsoft's Task Scheduler schema that a task of ours can break.

Source: [MS-TSCH] 2.5 and the reference of the Task Scheduler schema: which elements, in which order
where it is a sequence, and what their texts look like.
"""

import re
from xml.etree.ElementTree import Element

NS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
_BOOLEAN, _ANY = r"true|false", r".+"
_DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
_DURATION = r"P(?=.)(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?"
_DAYS = {f"{day}day" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")}

SEQUENCES = {
    "CalendarTrigger": (
        *("Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit"),
        *("RandomDelay", "ScheduleByDay", "ScheduleByWeek"),
    ),
}
"""Children in this order, each once at most."""
CHILDREN = {
    "Task": {"RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"},
    "RegistrationInfo": {"Description", "URI", "Author"},
    "Triggers": {"CalendarTrigger"},
    "ScheduleByDay": {"DaysInterval"},
    "ScheduleByWeek": {"WeeksInterval", "DaysOfWeek"},
    "DaysOfWeek": _DAYS,
    "Principals": {"Principal"},
    "Principal": {"UserId", "LogonType", "RunLevel"},
    "Settings": {
        *("MultipleInstancesPolicy", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries"),
        *("StartWhenAvailable", "ExecutionTimeLimit", "Enabled"),
    },
    "Actions": {"Exec"},
    "Exec": {"Command", "Arguments", "WorkingDirectory"},
}
TEXTS = {
    "Enabled": _BOOLEAN,
    "StartBoundary": _DATE,
    "ExecutionTimeLimit": _DURATION,
    "DaysInterval": r"[1-9]\d{0,2}",
    "WeeksInterval": r"[1-9]\d?",
    "LogonType": r"S4U|Password|InteractiveToken|InteractiveTokenOrPassword",
    "RunLevel": r"LeastPrivilege|HighestAvailable",
    "MultipleInstancesPolicy": r"Parallel|Queue|IgnoreNew|StopExisting",
    "DisallowStartIfOnBatteries": _BOOLEAN,
    "StopIfGoingOnBatteries": _BOOLEAN,
    "StartWhenAvailable": _BOOLEAN,
    **dict.fromkeys(("Command", "Arguments", "Description", "UserId"), _ANY),
}
REQUIRED = {"Task": {"Actions"}, "Exec": {"Command"}, "CalendarTrigger": {"StartBoundary"}}


def faults(element: Element) -> list[str]:
    """Return what the schema refuses in an element and all below it."""
    name = element.tag.removeprefix(NS)
    children = [child.tag.removeprefix(NS) for child in element]
    order = SEQUENCES.get(name, ())
    allowed = set(order) | CHILDREN.get(name, set())
    found = [f"{name}: {child}" for child in children if child not in allowed]
    found += [f"{name}: {child} twice" for child in set(children) if children.count(child) > 1]
    found += [f"{name} lacks {child}" for child in REQUIRED.get(name, set()) - set(children)]
    if order and children != sorted(children, key=lambda child: (*order, child).index(child)):
        found.append(f"{name}: {children} in this order")
    if name in TEXTS and not re.fullmatch(TEXTS[name], element.text or ""):
        found.append(f"{name}: {element.text!r}")
    return [*found, *(fault for child in element for fault in faults(child))]
