"""Random requests to a served sandbox: each is answered, in JSON, and what was kept can be read.

`python -m tests.sandbox.fuzz --requests 20000 --seed 1`; with `--write` the figures are kept.
"""

import http.client
import json
import logging
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import click

from ita_sync.sandbox import Sandbox
from ita_sync.sandbox.batch import KINDS
from ita_sync.sandbox.body import fields_of
from ita_sync.sandbox.faults import NAMES
from ita_sync.sandbox.server import build_server
from tools import figures

ROOT = "/v4/spreadsheets"
LOOK_EVERY = 20  # requests between two looks at all that is kept
FRESH_EVERY = 200  # requests to one spreadsheet
NUMBERS = (0, 0, 0, 1, 1, 2, 3, 5, 7, 20, -1, 1.0, 2.5, "1", 2**31 - 1, 2**31, 18_278, 1e7, 1e300)
TEXTS = (
    "", "a", "ก", "=1+1", "=1/0", "=1e308*10", '=HYPERLINK("https://a.example","x")', "1E400",
    "-0", "NaN", "Infinity", "1e308", "99%", "$5", "0001", "TRUE", "27/10/2566", "2026-01-31",
    "Mar 1 2016", "14:05", "'x", "\u0000", "\u202e", "🌵", "a\nb", "x" * 200, "Data", "Sheet1",
    "A1", "812345678", "9" * 400,
)  # fmt: skip
RANGES = (
    "A1", "A1:B2", "B2:A1", "Data", "Data!A1:C3", "'Data'!A:A", "Data!2:3", "Data!A2:C", "R1C1",
    "R1C1:R2C2", "ZZZ1", "A0", "A" + "9" * 30, "AAAA1", "", "!", "'", "Data!", "'Da''ta'!A1",
    "None!A1", "A1:B2:C3", "🌵!A1", "A99999", "Z1", "$A$1", "a1:b2", "A1:Z999", "Data!A1,B2",
    "R" + "9" * 5000 + "C1",
)  # fmt: skip
MASKS = ("*", "userEnteredValue", "userEnteredFormat", "title", "note", "x", "", " ")
SPOILT = ("", "{", "]", "Infinity", "1e999", '"\\ud800"', "[" * 2000, "\\", "NaN")
PATTERNS = ("0.00", "#,##0", "0%", "m/d/yyyy", "h:mm am/pm", "0.00E+00", '"x"0', "[", "yyyy" * 50)
LIKELY = {
    "range", "sheetId", "dimension", "startIndex", "endIndex", "fields", "rows", "values", "start",
    "cell", "userEnteredValue", "properties", "requests", "data", "source", "destination",
    "location", "dataFilter", "metadataKey", "visibility", "dataFilters", "length", "sortSpecs",
    "valueInputOption", "protectedRange", "developerMetadata", "filter", "spreadsheet",
    "mergeType", "shiftDimension", "userEnteredFormat", "numberFormat", "type",
}  # fmt: skip
PARAMETERS = {
    "valueInputOption": ("RAW", "USER_ENTERED", "USER_ENTERED", "x", ""),
    "valueRenderOption": ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA", "x"),
    "dateTimeRenderOption": ("SERIAL_NUMBER", "FORMATTED_STRING", "x"),
    "majorDimension": ("ROWS", "COLUMNS", "x"),
    "insertDataOption": ("OVERWRITE", "INSERT_ROWS", "x"),
    "includeValuesInResponse": ("true", "false", "x"),
    "includeGridData": ("true", "false", "2"),
    "fields": ("*", "spreadsheetId", "sheets(data,properties)", "sheets.x", "a(b", " a", "a/" * 60),
    "ranges": RANGES,
}
KNOBS = ("when", "skip", "times", "seconds", "retry_after", "reads", "seed", "share", "names")
SPELLINGS = ("", "/", "%2F", "?", "%", "%ff", "::", ":batchUpdate", "/values", "/../..", "//")
WRITES = ("PUT", "/values/{range}", "ValueRange")
ROUTES = (
    ("POST", ":batchUpdate", "BatchUpdateSpreadsheetRequest"), ("POST", ":batchUpdate", "one"),
    ("POST", ":batchUpdate", "one"), ("POST", ":batchUpdate", "one"), WRITES, WRITES,
    ("GET", "", ""), ("GET", "/values/{range}", ""), ("GET", "/values:batchGet", ""),
    ("POST", "/values/{range}:append", "ValueRange"),
    ("POST", "/values/{range}:clear", "ClearValuesRequest"),
    ("POST", "/values:batchUpdate", "BatchUpdateValuesRequest"),
    ("POST", "/values:batchClear", "BatchClearValuesRequest"),
    ("POST", "/developerMetadata:search", "SearchDeveloperMetadataRequest"),
    ("POST", ":getByDataFilter", "GetSpreadsheetByDataFilterRequest"),
    ("GET", "/developerMetadata/{range}", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """One request."""

    method: str
    target: str
    body: bytes | None = None

    def __str__(self) -> str:
        """Short enough to print."""
        return f"{self.method} {self.target[:200]} {(self.body or b'')[:600]!r}"


@dataclass
class Found:
    """What came of the requests: how many by status, and what must not be."""

    statuses: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    problems: list[str] = field(default_factory=list)


class Dice(random.Random):
    """Draws requests."""

    def odd(self) -> Any:
        """A value of any kind."""
        return self.choice(
            [None, [], {}, [[]], [{}], True, -1, 1.5, {"a": {"b": []}}, [[[1]]], *NUMBERS, *TEXTS]
        )

    def value(self, kind: str, name: str = "") -> Any:
        """A value for a field, mostly of its kind."""
        if self.random() < 0.04 or kind == "?":
            return self.odd()
        if kind.startswith("["):
            return [self.value(kind[1:-1], name) for _ in range(self.choice((0, 1, 1, 2, 3)))]
        fields = fields_of(kind)
        if fields is not None:
            return self.message(kind, fields)
        if kind == "b":
            return self.random() < 0.5
        if kind == "s":
            return self.text(name)
        if kind == "i":
            return self.choice((0, 0, 0, 7)) if name == "sheetId" else self.choice(NUMBERS[:-2])
        if kind == "n":
            return self.choice((*NUMBERS, 1e-7, -1e300))
        return self.choice(kind.split("|"))

    def text(self, name: str) -> str:
        """A text, often one that makes sense where it stands."""
        if name == "fields":
            return self.choice(MASKS)
        if name == "pattern":
            return self.choice(PATTERNS)
        return self.choice(RANGES if name in {"range", "ranges", "a1Range"} else TEXTS)

    def message(self, kind: str, fields: dict[str, str]) -> dict[str, Any]:
        """A message with some of its fields; a request of a batch has one."""
        if kind == "Request":
            name = self.choice(sorted(KINDS))
            return {name: self.value(fields[name], name)}
        few = 1.5 / (len(fields) or 1)
        if kind == "ExtendedValue":
            fields = {name: fields[name] for name in self.sample(sorted(fields), 1)}
        return {
            name: self.value(inner, name)
            for name, inner in fields.items()
            if self.random() < (0.85 if name in LIKELY else few)
        }

    def body(self, kind: str) -> bytes | None:
        """The bytes of a message; some are spoilt."""
        if not kind:
            return None
        if kind == "one":
            whole: Any = {"requests": [self.value("Request")], "includeSpreadsheetInResponse": True}
        else:
            whole = self.value(kind)
        text = json.dumps(whole, ensure_ascii=self.random() < 0.5)
        if self.random() < 0.05:
            at = self.randrange(len(text) + 1)
            text = text[:at] + self.choice(SPOILT) + text[at + self.randrange(3) :]
        return text.encode(errors="surrogatepass")

    def request(self, book: str) -> Sent:
        """A request of the API, of the management interface, or for the page."""
        if self.random() < 0.03:
            return Sent("GET", "/?" + urlencode({"book": book, "page": self.choice(TEXTS)}))
        if self.random() < 0.04:
            return self.steering(book)
        method, path, kind = self.choice(ROUTES)
        query = [
            (name, self.choice(words))
            for name, words in PARAMETERS.items()
            if self.random() < (0.9 if name == "valueInputOption" and "Value" in kind else 0.08)
        ]
        end = self.choice(SPELLINGS) if self.random() < 0.03 else ""
        target = f"{ROOT}/{book}{path.format(range=quote(self.choice(RANGES), safe=':!'))}{end}"
        if self.random() < 0.03:
            method = self.choice(("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))
        return Sent(method, target + (f"?{urlencode(query)}" if query else ""), self.body(kind))

    def steering(self, book: str) -> Sent:
        """A request of the management interface; what it adds is taken away before the next."""
        name = self.choice(("faults", "quota", "storm", "owner", "restore", "calls", "x"))
        given: Any = {
            each: self.choice((self.odd(), *NUMBERS)) for each in KNOBS if self.random() < 0.3
        }
        given |= {"name": self.choice((*NAMES, self.odd()))} if name == "faults" else {}
        if name == "owner":
            given = {"spreadsheetId": book, "requests": self.value("[Request]")}
        if name == "restore":
            at = self.choice((time.time() - self.random(), self.odd()))
            given = {"spreadsheetId": book, "at": at, "marks": self.random() < 0.5}
        body = json.dumps(self.odd() if self.random() < 0.2 else given).encode()
        return Sent(self.choice(("POST", "PUT", "GET", "DELETE")), f"/sandbox/{name}", body)


class Client:
    """One kept connection to the sandbox; notes whatever must not be."""

    def __init__(self, port: int, found: Found) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.found = found

    def ask(self, sent: Sent) -> tuple[int, bytes]:
        """(status, body); 0 where the connection was dropped."""
        try:
            self.line.request(sent.method, sent.target, sent.body)
            reply = self.line.getresponse()
            return reply.status, reply.read()
        except (OSError, http.client.HTTPException) as error:
            self.line.close()
            self.found.problems.append(f"dropped ({error!r}): {sent}")
            return 0, b""

    def check(self, sent: Sent) -> Any:
        """Send it, and hold the reply against what every reply is."""
        status, body = self.ask(sent)
        self.found.statuses[str(status)] += 1
        if status >= 500:
            self.found.problems.append(f"status {status}: {sent}")
        if not status or status == 204 or sent.target.startswith("/?"):
            return None
        try:
            return json.loads(body, parse_constant=_refuse)
        except ValueError as error:
            self.found.problems.append(f"no JSON ({error}): {sent}: {body[:200]!r}")
            return None

    def look(self, book: str, recent: list[Sent]) -> None:
        """Read all that is kept, in every way."""
        self.found.looks += 1
        texts = ["valueRenderOption=FORMULA", "valueRenderOption=UNFORMATTED_VALUE", ""]
        whole = self._kept(Sent("GET", f"{ROOT}/{book}?includeGridData=true"), recent)
        for sheet in (whole or {}).get("sheets", []):
            title = quote("'" + sheet["properties"]["title"].replace("'", "''") + "'", safe="")
            for text in texts:
                self._kept(Sent("GET", f"{ROOT}/{book}/values/{title}?{text}"), recent)
        self._kept(Sent("GET", "/?" + urlencode({"book": book})), recent)

    def _kept(self, sent: Sent, recent: list[Sent]) -> Any:
        before = len(self.found.problems)
        found = self.check(sent)
        if not sent.target.startswith("/?") and (found is None or "error" in found):
            self.found.problems.append(f"cannot be read: {sent}: {found}")
        if len(self.found.problems) > before:
            self.found.problems[-1] += "".join(f"\n    after {each}" for each in recent)
        return found


def _refuse(word: str) -> Any:
    raise ValueError(word)


class _Log(logging.Handler):
    """Counts what the sandbox takes for its own mistakes."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        self.found.problems.append(f"traceback: {text[-1500:]}")


@contextmanager
def _served(found: Found) -> Iterator[int]:
    """The port of a sandbox of its own; what it logs is a problem."""
    watch, log = _Log(found), logging.getLogger("ita_sync.sandbox")
    log.addHandler(watch)
    with (
        tempfile.TemporaryDirectory() as folder,
        build_server(Sandbox(Path(folder, "box.sqlite"))) as server,
    ):
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
    log.removeHandler(watch)


def play(requests: int, seed: int) -> Found:
    """Send so many requests, drawn by the seed."""
    found, dice = Found(), Dice(seed)
    with _served(found) as port:
        client, book, recent = Client(port, found), "", list[Sent]()
        for number in range(requests):
            if number % FRESH_EVERY == 0:
                size = {"rowCount": 20, "columnCount": 8}
                tabs = [
                    {"properties": {"title": title, "sheetId": at, "gridProperties": size}}
                    for title, at in (("Data", 0), ("Other", 7))
                ]
                body = json.dumps({"properties": {"title": "fuzz"}, "sheets": tabs}).encode()
                book, recent = client.check(Sent("POST", ROOT, body))["spreadsheetId"], []
            sent = dice.request(book)
            client.check(sent)
            if sent.target.startswith("/sandbox/"):
                client.check(Sent("DELETE", "/sandbox/faults"))
            elif sent.method != "GET":
                recent.append(sent)
            if number % LOOK_EVERY == LOOK_EVERY - 1:
                client.look(book, recent[-LOOK_EVERY:])
        client.line.close()
    return found


@click.command()
@click.option("--requests", default=20_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@figures.options
def main(*, requests: int, seed: int, keep: bool, anyhow: bool) -> None:
    """Send random requests and count what came of them; fails where anything must not be."""
    at = figures.commit(keep=keep, anyhow=anyhow)
    found = play(requests, seed)
    rows = [f"| {status} | {count} |" for status, count in sorted(found.statuses.items())]
    kinds = Counter(each.split(" ")[0].rstrip(":") for each in found.problems)
    told = ", ".join(f"{kind}: {count}" for kind, count in kinds.items()) or "none"
    page = figures.page(
        what="Random requests to the sandbox, and what came of them",
        command=f"python -m tests.sandbox.fuzz --requests {requests} --seed {seed}",
        seeds=str(seed),
        at=at,
        body=[
            "| status | replies |",
            "|---|---|",
            *rows,
            "",
            f"Looks at all that was kept: {found.looks}.",
            "Dropped connections, tracebacks, replies that are no JSON, things kept that cannot be",
            f"read: {told}.",
        ],
    )
    click.echo("\n".join([*found.problems[:20], page]))
    if keep:
        figures.write("sandbox-fuzz", page)
    if found.problems:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
