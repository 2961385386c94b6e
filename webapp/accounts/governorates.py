"""The eleven governorates of Oman, and the spellings under which people write them."""

import dataclasses

from webapp.engine.words.normal import normal

# Words that may be written or left out: "Ash Sharqiyah North", «محافظة شمال الشرقية».
_LIGHT = frozenset({"al", "ad", "adh", "ash", "as", "az", "governorate", "of", normal("محافظة")})


@dataclasses.dataclass(frozen=True, slots=True)
class Governorate:
    """One governorate, and its names as they are shown."""

    id: str
    ar: str
    en: str


GOVERNORATES = (
    Governorate("muscat", "مسقط", "Muscat"),
    Governorate("dhofar", "ظفار", "Dhofar"),
    Governorate("musandam", "مسندم", "Musandam"),
    Governorate("al-buraimi", "البريمي", "Al Buraimi"),
    Governorate("al-dakhiliyah", "الداخلية", "Al Dakhiliyah"),
    Governorate("north-al-batinah", "شمال الباطنة", "North Al Batinah"),
    Governorate("south-al-batinah", "جنوب الباطنة", "South Al Batinah"),
    Governorate("north-al-sharqiyah", "شمال الشرقية", "North Al Sharqiyah"),
    Governorate("south-al-sharqiyah", "جنوب الشرقية", "South Al Sharqiyah"),
    Governorate("al-dhahirah", "الظاهرة", "Al Dhahirah"),
    Governorate("al-wusta", "الوسطى", "Al Wusta"),
)


def governorate(text: str) -> Governorate | None:
    """Return the governorate of that id or name, in either language, its words in any order; or None."""
    return _KNOWN.get(_key(text))


def _key(text: str) -> frozenset[str]:
    words = (normal(word) for word in text.replace("-", " ").split())
    return frozenset(words) - _LIGHT - {""}


_KNOWN = {_key(name): one for one in GOVERNORATES for name in (one.id, one.ar, one.en)}
