"""docs/checks.md is what the code declares."""

from tools import checks_page


def test_the_page_is_the_codes() -> None:
    """The page is as `make checks-page` writes it.

    What stands between the marks of figures is others' work.
    """
    text = checks_page.PAGE.read_text("utf-8")
    assert text == checks_page.page(checks_page.figures_of(text))


def test_every_check_has_one_line() -> None:
    """Each code of every family stands in the page's tables once."""
    text = checks_page.page("\n")
    codes = [rule.code for family in checks_page.SECTIONS for rule in family.RULES]
    assert [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")] == codes
    assert len(set(codes)) == len(codes)


def test_figures_are_kept() -> None:
    """What stands between the marks comes back; a page without marks has nothing there."""
    assert checks_page.figures_of(checks_page.page("\n| a | b |\n")) == "\n| a | b |\n"
    assert checks_page.figures_of("") == "\n"
