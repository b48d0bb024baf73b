"""docs/checks.md is what the code declares."""

from tools import checks_page


def test_the_page_is_the_codes() -> None:
    """The page is as `make checks-page` writes it."""
    assert checks_page.PAGE.read_text("utf-8") == checks_page.page()


def test_every_check_has_one_line() -> None:
    """Each code of every family stands in the page's tables once."""
    text = checks_page.page()
    codes = [rule.code for family in checks_page.SECTIONS for rule in family.RULES]
    assert [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")] == codes
    assert len(set(codes)) == len(codes)
