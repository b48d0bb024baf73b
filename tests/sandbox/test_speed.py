"""A batch of many rows takes time by its rows, and by nothing else."""

import time

from tests.sandbox.talk import Json, Talk
from tests.sandbox.test_marks import create

WIDE: Json = {"userEnteredValue": {"stringValue": "x"}}


def pushed(talk: Talk, count: int = 300) -> float:
    """Seconds of work for a batch that inserts so many rows one by one, and fills each."""
    new = {"dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    cells = {"start": {"rowIndex": 3}, "rows": [{"values": [WIDE] * 4}], "fields": "*"}
    row: list[Json] = [
        {"insertDimension": {"range": new, "inheritFromBefore": True}},
        {"updateCells": cells},
    ]
    began = time.process_time()
    talk.batch(*row * count)
    return time.process_time() - began


def test_marks_elsewhere_cost_the_rows_of_a_batch_nothing(talk: Talk) -> None:
    """Two thousand on the spreadsheet made each row ten times as slow; thrice is let pass."""
    bare = min(pushed(talk) for _ in range(3))
    marks = (create(number, metadataKey="k", metadataValue=None) for number in range(1, 2001))
    talk.batch(*marks)
    assert min(pushed(talk) for _ in range(3)) < 3 * bare
    assert len(talk.rows()) == 3 + 6 * 300
