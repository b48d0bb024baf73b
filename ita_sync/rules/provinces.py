"""The provinces: their names, their letters on documents, their numbers in agency codes.

Bangkok (กรุงเทพมหานคร) is no province and has no agency of the Department's list.
"""

from dataclasses import dataclass
from functools import cache

from ita_sync import thai
from ita_sync.i18n import T

LETTERS_SOURCE = T(
    "Rules on correspondence (ระเบียบงานสารบรรณ พ.ศ. 2526), annex of province letters;"
    " ชย stands on published documents, the others are taken from public lists [likely]"
)
NUMBERS_SOURCE = T(
    "Province numbers of the Ministry of Interior (TIS 1099); 36 agrees with all 143 agencies of "
    "Chaiyaphum, the others are taken to follow it [likely]"
)


@dataclass(frozen=True)
class Province:
    """One province.

    Attributes:
        letters: the two letters that begin document numbers.
        numbers: what the second and third digit of an agency's code may be.
    """

    name: str
    letters: str
    numbers: tuple[str, ...]


_TABLE = """
    กระบี่ กบ 81, กาญจนบุรี กจ 71, กาฬสินธุ์ กส 46, กำแพงเพชร กพ 62, ขอนแก่น ขก 40,
    จันทบุรี จบ 22, ฉะเชิงเทรา ฉช 24, ชลบุรี ชบ 20, ชัยนาท ชน 18, ชัยภูมิ ชย 36, ชุมพร ชพ 86,
    เชียงราย ชร 57, เชียงใหม่ ชม 50, ตรัง ตง 92, ตราด ตร 23, ตาก ตก 63, นครนายก นย 26,
    นครปฐม นฐ 73, นครพนม นพ 48, นครราชสีมา นม 30, นครศรีธรรมราช นศ 80, นครสวรรค์ นว 60,
    นนทบุรี นบ 12, นราธิวาส นธ 96, น่าน นน 55, บึงกาฬ บก 38/43, บุรีรัมย์ บร 31, ปทุมธานี ปท 13,
    ประจวบคีรีขันธ์ ปข 77, ปราจีนบุรี ปจ 25, ปัตตานี ปน 94, พระนครศรีอยุธยา อย 14, พะเยา พย 56,
    พังงา พง 82, พัทลุง พท 93, พิจิตร พจ 66, พิษณุโลก พล 65, เพชรบุรี พบ 76, เพชรบูรณ์ พช 67,
    แพร่ พร 54, ภูเก็ต ภก 83, มหาสารคาม มค 44, มุกดาหาร มห 49, แม่ฮ่องสอน มส 58, ยโสธร ยส 35,
    ยะลา ยล 95, ร้อยเอ็ด รอ 45, ระนอง รน 85, ระยอง รย 21, ราชบุรี รบ 70, ลพบุรี ลบ 16,
    ลำปาง ลป 52, ลำพูน ลพ 51, เลย ลย 42, ศรีสะเกษ ศก 33, สกลนคร สน 47, สงขลา สข 90, สตูล สต 91,
    สมุทรปราการ สป 11, สมุทรสงคราม สส 75, สมุทรสาคร สค 74, สระแก้ว สก 27, สระบุรี สบ 19,
    สิงห์บุรี สห 17, สุโขทัย สท 64, สุพรรณบุรี สพ 72, สุราษฎร์ธานี สฎ 84, สุรินทร์ สร 32,
    หนองคาย นค 43, หนองบัวลำภู นภ 39, อ่างทอง อท 15, อำนาจเจริญ อจ 37, อุดรธานี อด 41,
    อุตรดิตถ์ อต 53, อุทัยธานี อน 61, อุบลราชธานี อบ 34
"""
# บึงกาฬ was part of หนองคาย until 2554, and codes given before may still say so.

PROVINCES = tuple(
    Province(name, letters, tuple(numbers.split("/")))
    for name, letters, numbers in (entry.split() for entry in _TABLE.split(","))
)
_PREFIXES = ("จังหวัด", "จ.")


@cache
def _by_name() -> dict[str, Province]:
    return {thai.fold(province.name): province for province in PROVINCES}


def find(name: str) -> Province | None:
    """Return the province of that name, with or without จังหวัด or จ. before it, None if none."""
    folded = thai.fold(name)
    for prefix in _PREFIXES:
        folded = folded.removeprefix(prefix)
    return _by_name().get(folded)


def of_letters(letters: str) -> Province | None:
    """Return the province whose documents bear these two letters, None if there is none."""
    return next((province for province in PROVINCES if province.letters == letters), None)
