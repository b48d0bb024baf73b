"""Data validation: a list to choose from, or a range that holds it.

A rule is kept with its cells and stops nobody: Google holds what people type against it, and lets
the API write past it.
"""

from ita_sync.sandbox.model import Json
from ita_sync.sandbox.problems import ApiError


def choices(rule: Json) -> Json | None:
    """A DataValidationRule as it is kept, without what is false; None for an empty one.

    Raises ApiError 400 for a rule that is not imitated, or has nothing to choose from.
    """
    if not rule:
        return None
    condition: Json = rule.get("condition", {})
    kind = condition.get("type")
    values = [each.get("userEnteredValue", "") for each in condition.get("values", [])]
    if kind == "ONE_OF_LIST":
        wrong = not all(values) or not values
    elif kind == "ONE_OF_RANGE":
        wrong = len(values) != 1 or not values[0].startswith("=")
    elif kind:
        raise ApiError(f"The sandbox does not imitate the condition {kind}.")
    else:
        raise ApiError("A data validation rule must have a condition with a type.")
    if wrong:
        raise ApiError(f"The values of the condition are no {kind}.")
    return {name: each for name, each in rule.items() if each}
