"""A request as it came over the wire."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from ita_sync.sandbox.body import parse
from ita_sync.sandbox.problems import ApiError

_READS_BY_POST = (":getByDataFilter", "/developerMetadata:search")
_OVERRIDE = "x-http-method-override"


@dataclass(frozen=True)
class Request:
    """One request: `path` percent-encoded, `query` in order, `body` as sent."""

    method: str
    path: str
    query: list[tuple[str, str]]
    body: bytes | None

    @property
    def route(self) -> str:
        """The path as the methods are named: colons bare, no slash before one or at the end.

        Some clients encode the colons, and npm's google-spreadsheet asks for /ID/ and
        /ID/:batchUpdate. Slashes of a title stay encoded.
        """
        bare = self.path.replace("%3A", ":").replace("%3a", ":")
        return bare.replace("/:", ":").rstrip("/")

    @property
    def write(self) -> bool:
        """Whether it could change a spreadsheet."""
        return self.method not in {"GET", "HEAD"} and not self.route.endswith(_READS_BY_POST)

    def json(self) -> object:
        """The parsed body, None when there is none or it is not JSON."""
        try:
            return parse(self.body) if self.body else None
        except ApiError:
            return None


def arrived(
    method: str,
    path: str,
    query: Iterable[tuple[str, str]],
    body: bytes | None,
    headers: Mapping[str, str],
) -> Request:
    """The request that is meant.

    A GET with too many parameters for an address is sent as a POST that says so in a header, with
    the parameters as its body. Source: the Python client of Google's APIs does.
    """
    given = {name.lower(): value for name, value in headers.items()}
    if method.upper() != "POST" or _OVERRIDE not in given:
        return Request(method.upper(), path, list(query), body)
    form = given.get("content-type", "").startswith("application/x-www-form-urlencoded")
    if form and body:
        more = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True)
        query, body = [*query, *more], None
    return Request(given[_OVERRIDE].upper(), path, list(query), body)
