"""A request as it came over the wire."""

import json
from dataclasses import dataclass

_READS_BY_POST = (":getByDataFilter", "/developerMetadata:search", "/values:batchGetByDataFilter")


@dataclass(frozen=True)
class Request:
    """One request: `path` percent-encoded, `query` in order, `body` as sent."""

    method: str
    path: str
    query: list[tuple[str, str]]
    body: bytes | None

    @property
    def route(self) -> str:
        """The path with its colons bare: some clients encode them. Slashes stay encoded."""
        return self.path.replace("%3A", ":").replace("%3a", ":")

    @property
    def write(self) -> bool:
        """Whether it could change a spreadsheet."""
        return self.method not in {"GET", "HEAD"} and not self.route.endswith(_READS_BY_POST)

    def json(self) -> object:
        """The parsed body, None when there is none or it is not JSON."""
        try:
            return json.loads(self.body) if self.body else None
        except ValueError:
            return None
