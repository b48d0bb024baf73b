"""Weak items that a sentence or line names, each with its score and what to do about it."""

import pytest

from ita_sync.document.find.words import starts
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import seen
from ita_sync.document.parts import Spot
from tests.document.conftest import Word
from tests.document.plans import SCORES

SPOT = Spot(line=1)


def listed(text: str) -> list[tuple[str, str | None]]:
    """Return the items that a sentence lists, with their scores."""
    found = starts.listed(seen(text, SPOT), lossy=False)
    return [
        (item[Label.ITEM].text, score.text if (score := item.get(Label.SCORE)) else None)
        for item in (found[1] if found else ())
    ]


def test_items_told_before_the_list_of_those_with_nought() -> None:
    """With scores of their own; the nought is that of the list alone."""
    text = "ข้อ e7 ช่องทาง ได้ 80.10 คะแนน ส่วนข้อที่ไม่ได้คะแนน (0 คะแนน) ได้แก่ o33 และ o41"
    assert listed(text) == [("ข้อ e7 ช่องทาง", "80.10"), ("o33", "0"), ("o41", "0")]


def test_a_nought_that_the_end_of_a_cell_says_of_all_its_items() -> None:
    """One that has a score keeps it."""
    items = "o6 แผน, o12 รายการ (50.00 คะแนน) และ o23 การประเมิน"
    for end in ("(ข้อละ 0 คะแนน)", "\n(ทุกข้อได้ 0.00 คะแนน)"):
        found = starts.parted(seen(f"{items} {end}", SPOT))
        assert [one[Label.SCORE].text for one in found] == ["0", "50.00", "0"]
        assert found[-1][Label.ITEM].text == "o23 การประเมิน"
    assert Label.SCORE not in starts.parted(seen(items, SPOT))[0]


def test_items_behind_there_are() -> None:
    """`ข้อที่ได้ 0 คะแนน มี o7 และ o16`; what stands before may be about anything."""
    text = "ได้ 77.50 ข้อที่ได้ 0 คะแนน มี o7, o16 และ o43"
    assert listed(text) == [("o7", "0"), ("o16", "0"), ("o43", "0")]
    assert listed("ข้อที่ต้องปรับปรุงนั้น ไม่มี o7") == []


@pytest.mark.parametrize("words", ["ข้อที่หลุด", "ข้อที่ตก", "ข้อที่ไม่ได้คะแนน"])
def test_items_right_behind_the_words_for_weak_ones(words: str) -> None:
    """Parted by strokes, as in a chat; the words may say that they have nothing."""
    score = "0" if "คะแนน" in words else None
    assert listed(f"{words} o6 แผนฯ / o11 สรุป") == [("o6 แผนฯ", score), ("o11 สรุป", score)]


def test_an_i_whose_stroke_was_recognised_as_a_digit() -> None:
    """No item has such a number; of two digits, what stands beside them tells later."""
    text = "ข้อคำถามที่ได้คะแนนน้อยกว่า 85 คะแนน คือ ข้อ 17 ได้ 77.50 คะแนน และข้อ 123 ได้ 79.17 คะแนน"
    found = starts.listed(seen(text, SPOT), lossy=True)
    assert found
    assert [item[Label.ITEM].text for item in found[1]] == ["ข้อ 17", "ข้อ 123"]
    assert listed(text) == []


def test_items_behind_the_word_for_their_score(word: Word) -> None:
    """It is no label of a value."""
    fields = word(SCORES, "OIT ที่ได้ 0 คะแนน : o7 ข่าว และ o15 รายงานผล")
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found == ["o7", "0.00", "o15", "0.00"]


def test_items_of_a_tool_in_one_line(word: Word) -> None:
    """Each with its score in brackets, under a heading of weak ones."""
    fields = word(SCORES, "3. ข้อที่ต้องปรับปรุง", "IIT : i20 (78.20), i7 (80.10)", "EIT : e13 (79.00)")
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found == ["i7", "80.10", "i20", "78.20", "e13", "79.00"]


@pytest.mark.parametrize(("score", "count"), [("0", 2), ("0.00", 2), ("80.10", 1)])
def test_items_that_share_a_nought(score: str, count: int) -> None:
    """Any other score is that of the last one alone."""
    found = listed(f"แบบตรวจ พบว่า ข้อ o8 และข้อ o38 ได้ {score} คะแนน")
    assert found == [("ข้อ o8", score), ("ข้อ o38", score)][-count:]


@pytest.mark.parametrize(
    ("text", "item", "remedy"),
    [
        ("o13 รายงานผล 0.00 => แก้ไข: ทำบัญชี", "o13 รายงานผล", "ทำบัญชี"),
        ("o13 รายงานผล 0.00 → แนวทางแก้ไข : ทำบัญชี", "o13 รายงานผล", "ทำบัญชี"),
        ("o13 รายงานผล -> การแก้ไข: ทำบัญชี", "o13 รายงานผล", "ทำบัญชี"),
        ("o13 รายงานผล -> แก้ลิงก์", "o13 รายงานผล", "แก้ลิงก์"),
        ("o13 รายงานผล (ได้ 0.00) — ควรทำบัญชี", "o13 รายงานผล", "ทำบัญชี"),
        ("o13 รายงานผล ได้ 0.00 คะแนน แนวทางแก้ไข คือ ทำบัญชี", "o13 รายงานผล", "ทำบัญชี"),
        ("o13 รายงานผล (0.00 คะแนน) - ทำบัญชี", "o13 รายงานผล", "ทำบัญชี"),
        ("o13 รายงานผล เห็นควรให้ทำบัญชี", "o13 รายงานผล", "ให้ทำบัญชี"),
        ("o13 รายงานผล ได้ 0.00 คะแนน เห็นควรให้ทำบัญชี", "o13 รายงานผล", "ให้ทำบัญชี"),
    ],
)
def test_a_remedy_behind_an_arrow_or_dash(text: str, item: str, remedy: str) -> None:
    """A label before it is no part of it."""
    found = starts.scored(seen(text, SPOT), text)
    assert (found[Label.ITEM].text, found[Label.REMEDY].text) == (item, remedy)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("เรื่อง o13 รายงานผล", "o13"),
        ("ประเด็น ข้อ i6 ความคุ้มค่า", "i6"),
        ("1) แก้ไขข้อ o13", "o13"),
        ("แก้ i6", "i6"),
        ("✗ ข้อ o13 รายงานผล", "o13"),
        ("■ i6 ความคุ้มค่า", "i6"),
        ("เรื่องของ o13", None),
    ],
)
def test_words_before_an_item_that_a_text_begins_with(text: str, item: str | None) -> None:
    """What it is, or that it is mended; the sign of a list, a cross too."""
    found = starts.ITEM_START.match(text)
    assert (found[1] if found else None) == item


def test_a_list_behind_what_is_to_be_mended() -> None:
    """`คะแนน :` or `ต้องปรับปรุง` leads to it."""
    below = "ข้อที่ได้ต่ำกว่า 85 คะแนน"
    for lead in (f"{below} : ", f"{below} ที่ต้องปรับปรุง "):
        assert listed(f"{lead}e7 ช่องทาง, e8 การรับฟัง") == [("e7 ช่องทาง", None), ("e8 การรับฟัง", None)]


@pytest.mark.parametrize("word", ["มาตรการ", "แนวทาง", "โครงการ", "กิจกรรม"])
def test_a_measure_by_theme(word: str) -> None:
    """With its number."""
    found = starts.THEME.match(f"{word}ที่ 2 ทบทวนคู่มือ")
    assert found is not None
    assert found[1] == "ทบทวนคู่มือ"
    assert not starts.THEME.match(f"{word} ทบทวนคู่มือ")


def test_a_second_list_in_one_sentence_of_those_without_points() -> None:
    """It says the nought of its own; a list that goes on says nothing new."""
    text = "ข้อที่ได้คะแนนต่ำกว่าร้อยละ 85 ได้แก่ i7 แผน (70.10 คะแนน)"
    more = f"{text} และข้อมูลที่ไม่เปิดเผย (ได้ 0 คะแนน) ได้แก่ o13 o31"
    assert listed(more) == [("i7 แผน", "70.10"), ("o13", "0"), ("o31", "0")]
    assert listed(f"{text} และ o13 o31") == [("i7 แผน", "70.10"), ("o13", None), ("o31", None)]
    one = "ข้อที่ได้คะแนนต่ำกว่าร้อยละ 85 ได้แก่ o13 รายงานผล (0 คะแนน) และ i7 แผน"
    assert listed(one) == [("o13 รายงานผล", "0"), ("i7 แผน", None)]


@pytest.mark.parametrize(
    ("text", "item"), [("(i7) แผน", "i7"), ("ข้อ (o13) รายงาน", "o13"), ("(iv) แผน", None)]
)
def test_an_item_in_brackets_at_the_start(text: str, item: str | None) -> None:
    """With its letter and number."""
    found = starts.ITEM_START.match(text)
    assert (found[1] if found else None) == item


def test_a_remedy_behind_a_colon_is_guessed() -> None:
    """`o2 ข้อมูลผู้บริหาร : เพิ่มอีเมล` under a title of what is to be mended."""
    text = "o2 ข้อมูลผู้บริหาร : เพิ่มอีเมล"
    found = starts.remedied(seen(text, SPOT), text)
    assert (found[Label.ITEM].text, found[Label.REMEDY].text) == ("o2 ข้อมูลผู้บริหาร", "เพิ่มอีเมล")
    assert found[Label.REMEDY].guessed
