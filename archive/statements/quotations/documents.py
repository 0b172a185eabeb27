"""Documents that speak for those who issued them, and how their descriptions name these."""

from archive.statements.quotations import lexicon
from archive.statements.quotations.cues import Cue
from archive.statements.quotations.known import Known
from archive.statements.quotations.lexicon import folded
from archive.statements.quotations.marks import MARK
from archive.statements.quotations.source_nouns import is_speaking
from archive.text import fold

DOCUMENTS = folded(
    "بلاغ البلاغ بلاغها بلاغه البيان بيان بيانها بيانه التقرير تقرير الرسالة رسالة رسالته المذكرة مذكرة "
    "المقال التصريح تصريح تصريحات تصريحاته "
    "التصريحات "
    "الوثيقة التغريدة تغريدة تغريدته الخطاب خطابه كلمته المنشور منشور موقعه موقعها المصدر بيانهم"
)
DATA = folded("معطيات إحصائية حصيلة أرقام إحصاءات إحصائيات بيانات تقديرات دراسة تقرير وثائق نتائج أبحاث بحث استطلاع")
"""Documents whose issuer speaks where he is named next to them."""
_OF_A_DOCUMENT = folded("صادر صدر مشترك صحفي صحافي رسمي مقتضب لها له منسوب نشر")
ISSUED = tuple(map(fold, ("أصدرت", "أصدره", "أصدرها", "أعدت", "أعده", "أعدها", "أجرت", "أجراه", "أجراها")))
"""Beginnings of verbs whose subject is the issuer."""
COME_FROM = folded("صادر صدر صادرة صدرت الصادر الصادرة")
FROM = folded("عن من")
ANY_ISSUERS = folded("تقرير مقال")
"""Documents that are new to the reader, of whomever."""
KNOWN_DOCUMENTS = folded("البيان البلاغ التقرير الرسالة المذكرة الوثيقة")


def issuer_described(surface: str) -> Known | None:
    """Who issued a document, as its description says: «بيان لمكتب النائب العام»."""
    words = surface.split()[1:]
    if words and fold(words[0]) in _OF_A_DOCUMENT:
        words = words[1:]
        while words and fold(words[0]) in FROM:
            words = words[1:]
    if not words or (words[0].startswith("ال") and len(words) == 1):
        return None
    name = " ".join(words)
    if name.startswith("لل"):
        return Known("ال" + name[2:], None)
    return Known(name[1:], None) if name.startswith("ل") else None


def owner(surface: str) -> Known | None:
    """Whose data they are: «معطيات المديرية العامة»."""
    words = surface.split()[1:]
    return Known(" ".join(words), None) if words and is_speaking(fold(words[0])) else None


def as_printed_alone(surface: str, cue: Cue) -> str:
    """A description without the clitic before it: «وفقا للشرطة» names «الشرطة»."""
    surface = " ".join(_balanced(surface).replace("#", " ").replace("_", " ").split())
    if cue.form == lexicon.SOURCE and cue.first == cue.last:
        if surface.startswith("لل"):
            return "ال" + surface[2:]
        return surface.removeprefix("ل")
    return surface


def _balanced(surface: str) -> str:
    """The words up to a mark that nothing closes."""
    marks = [match.start() for match in MARK.finditer(surface)]
    return surface[: marks[-1]].rstrip() if len(marks) % 2 and surface[: marks[-1]].strip() else surface
