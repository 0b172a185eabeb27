"""Where the news of a text comes from, besides its publisher, agency and dateline: the media that it cites, and whose picture it
prints.

A medium is cited where words that report (نقلت، ذكرت، بحسب، نقلا عن، في تصريح ل) stand before it, or where a line says where the
news was printed («رابط الخبر بصحيفة …»). Its name is what stands in quotation marks, else the words up to a preposition, a verb
or a punctuation mark, without adjectives of nationality. A medium that is only mentioned («الصحفي في جريدة …») is not cited, nor
are sites and networks of others than media, nor agencies of other than news. Letters are folded one by one, so that places stay;
names are given as printed, those of known agencies as the gazetteer has them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from archive.ingest.page_text.authors import reads_as_full_name
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.text import SPELLING_FOLDS, current_analyzer, fold, takes_article

MAX_NAME_WORDS, MAX_NAME_CHARS, MAX_CITED = 4, 60, 20
MIN_BARE_AGENCY_CHARS = 5
"""Shorter signatures («واس», «بنا») are words, too; they count after the noun, or in quotation marks."""
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")


_LETTERS = {ord(row.source): row.target for row in SPELLING_FOLDS if len(row.source) == len(row.target) == 1}


def _letters(text: str) -> str:
    """The text with its letters folded one by one, so that places stay: a part of what `fold` does, and quick."""
    return text.translate(_LETTERS).lower()


def _any(words: str) -> str:
    """An alternative of words separated by |, folded, the longest first."""
    return "|".join(sorted(map(re.escape, {_letters(word) for word in words.split("|")}), key=len, reverse=True))


PAPERS = "صحيفة|جريدة|مجلة|يومية|أسبوعية"
BROADCASTERS = "قناة|إذاعة|محطة|راديو|تلفزيون|تليفزيون|فضائية"
SITES = "موقع|شبكة|منصة|بوابة"
AGENCY = "وكالة"
COLLECTIVE = "وكالات الأنباء|وكالات أنباء|وسائل الإعلام|وسائل إعلام|التلفزيون|الإذاعة|الصحافة|صحف|مواقع إخبارية"
PRESS_OFFICES = "الخدمة الصحفية|خدمة الصحافة|المكتب الصحفي|المكتب الإعلامي|الدائرة الإعلامية"
REPORTING = (
    "نقل|نقلت|ذكر|ذكرت|أفاد|أفادت|أورد|أوردت|كشف|كشفت|نشر|نشرت|بث|بثت|كتب|كتبت|قال|قالت|أشار|أشارت|أضاف|أضافت|نسب|نسبت|تناقل"
    "|تناقلت|أعلن|أعلنت|أكد|أكدت|زعم|زعمت|عنونت|أبرزت|أوضح|أوضحت|تقول|يقول|تنقل|ينقل|نقلته|نقله|نقلتها|نقلها|نشرته|نشرتها|نشره"
    "|نشرها|بثته|بثتها|بثه|بثها|أوردته|أورده|أوردتها|أوردها|ذكرته|ذكره|أفادت به|أفاد به|كشفته|كشفت عنه|أجرته|أجراها|أجرتها"
)
ACCORDING = "نقلا عن|نقلا عما|منقول عن|بحسب|حسب|وفق|استنادا إلى"
STATEMENT = "حديث|تصريح|تصريحات|مقابلة|لقاء|حوار|اتصال|مقال|مقالة|افتتاحية|تقرير|تحقيق|منشور"
POSTS = "تغريدة|تغريدات|منشور|منشورات|تدوينة|كتب|كتبت|نشر|نشرت|غرد|غردت|قال|قالت|حسابه|حسابها|صفحته|صفحتها"
_OTHER_AGENCIES = (
    "تصنيف|ائتمان|فضاء|طاقة|استخبارات|مخابرات|تنمية|لاجئين|غوث|تسويق|سفر|سياحة|إغاثة"
    "|أمن|حماية|بيئة|موديز|فيتش|ناسا|ستاندرد"
)
_NOT_NEWS = re.compile(rf"(?<!\w)(?:ال)?(?:{_any(_OTHER_AGENCIES)})")
_NEWS = re.compile(r"(?<!\w)(?:ل?ل?ال|لل)?(?:" + _any("أنباء|صحافة|إعلام|إخبارية|صحفية|أخبار") + r")(?!\w)")
_FOR_NEWS = re.compile(r"\s+(?:ال\w+\s+){0,2}" + _letters("للأنباء"))
_NO_MEDIA = frozenset(
    map(
        _letters,
        "السويس بنما الفضاء القطار المترو القطارات الكهرباء الوقود الحافلات الإنترنت التواصل الحادث الجريمة الوزارة الجامعة "
        "الانفجار الهجوم البناء".split(),
    )
)
"""What «قناة», «شبكة» and «موقع» are of besides media."""
_ENDS = frozenset(
    map(
        _letters,
        "عن أن إن في من على إلى أمس اليوم وهي وهو أنهم إنهم قول قوله قولها التي الذي اللتين بأن بعد قبل حول خلال عبر "
        "الصادرة الصادر الناطقة الناطق المقربة المقرب المعارضة الموالية القريبة القريب المملوكة التابعة التابع ذات "
        "تصريحات تصريح تأكيد "
        "نقلا مساء صباح يوم بتاريخ حيث كما لدى مع منذ ما لا هذا هذه الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس "
        "الجمعة السبت مصدر مصادر قد لم ثم أو و بشأن ضمن نهاية بداية واسعة شبه مقالا تقريرا خبرا عددها أول بهذا بذلك لها "
        "له إنها إنه أنها أنه غدا الماضي الماضية الجاري باسم مؤخرا قائلة قائلا بقوله العام الشهر الأسبوع فإن الخاضعة "
        "الخاضع ليل وقالت المتخصصة المتخصص واسع رسمية للأنباء".split(),
    )
)
"""Words that no name of a medium holds."""
_ADJECTIVE = re.compile(
    r"ال\w{3,}(?:يه|ي)|(?:ال)?(?:" + _any("المستقلة|الواسعة|الرسمية|اليومية|للأنباء|للانباء|الخاصة|الحكومية") + ")"
)
_INDEFINITE = re.compile(r"(?!ال)\w{3,}(?:يه|يتين|ي)")
"""«صحيفة بريطانية», «موقع أمريكي موال ل…»: whose medium it is, not which."""
_GENERIC = frozenset(map(_letters, "محلية عدة أخرى مختلفة كبرى الوزارة الحكومة أجنبية عالمية".split()))
_QUOTES = "«»\"“”„‟'‘’"
_QUOTED = re.compile(rf"\s*[{_QUOTES}(]+\s*(?P<name>[^{_QUOTES}()،.؛:\n]{{2,{MAX_NAME_CHARS}}}?)\s*[{_QUOTES})]+")
_INTRODUCED = re.compile(rf"\s+(?:ال\w+\s+){{1,3}}(?=[{_QUOTES}(])")
"""«وكالة الأنباء الروسية "تاس"»."""
_LATIN = re.compile(r"\s*(?P<name>[A-Za-z][\w&.'’-]*(?: [A-Za-z][\w&.'’-]*){0,4})")
_TOKEN = re.compile(r"(?:[^\s،,.؛:!؟?()«»\"“”\[\]…/]|\.(?=\w))+")
_ANY_AGENCY = frozenset((fold("وكالات"), fold("الوكالات")))
_REPORTS = frozenset(map(_letters, REPORTING.split("|")))
_WORD = re.compile(r"\w+")
_NOUNS = {_letters(word): kind for kind in (PAPERS, BROADCASTERS, SITES, AGENCY) for word in kind.split("|")}
_PREFIXED = {prefix + noun: (prefix, noun) for noun in _NOUNS for prefix in ("", "ل", "ب")}
_REPORTED = rf"(?:{_any(REPORTING)})(?:\s+(?:{_any('عنه|عنها|عنهم|به')}))?"
_CITES = re.compile(
    rf"(?<!\w)(?:[وف]?{_REPORTED}|[وف]?(?:{_any(ACCORDING)})(?:\s+(?:{_any('ما|عنه|عنها')})\s+{_REPORTED})?"
    rf"|[وف]?(?:{_any('كما|حسبما|لما|مما|ما')})\s+{_REPORTED})\s+$"
)
"""What stands before a medium that is cited."""
_STATES = re.compile(rf"(?<!\w)[وفبل]?(?:ال)?(?:{_any(STATEMENT)})(?:\s+\w+){{0,2}}\s+$")
_STATES_TO = re.compile(
    rf"(?<!\w)[وفبل]?(?:ال)?(?:{_any(STATEMENT)})(?:\s+\w+){{0,3}}\s+(?:{_any('مع|إلى|في|على')})\s+$"
)
_TELLS = re.compile(
    rf"(?<!\w)[وف]?(?:{_any('وفقا|طبقا|قال|قالت|صرح|صرحت|أكد|أكدت|أوضح|أوضحت|أضاف|أضافت')})(?:\s+\w+){{0,6}}\s+$"
)
"""«قال متحدث باسم الجيش» before «لرويترز»."""
_POSTED = re.compile(rf"(?<!\w)(?:{_any(POSTS)})(?:\s+\w+){{0,4}}?\s+(?:{_any('على|عبر|في')})\s+$")
_BELONGING = (
    "الأولى|مراسل|مراسلة|مندوب|محرر|رئيس|رئيسا|مدير|مديرا|تابع|تابعة|التابع|التابعة|مملوك|مالك|مقر|مبنى|مكتب|موقع|الموقع"
    "|الإلكتروني|حساب|الحساب|مصور|كاتب|كاتبا|صحفي|الرسمي|الرسمية|مسابقة|جائزة"
)
_OF_THE_MEDIUM = re.compile(rf"(?<!\w)(?:{_any(_BELONGING)})\s+$")
"""Before «لصحيفة …»: what belongs to a medium is not told to it."""
_INNER_NOUN = re.compile(rf"\s+(?P<noun>{'|'.join(_NOUNS)})(?=\s)")
_LINK_WORDS = "رابط الخبر|رابط المقال|رابط الموضوع|رابط التقرير|رابط المادة|رابط الحوار"
_LINKS = re.compile(rf"(?<!\w)(?:{_any(_LINK_WORDS)})\s+(?:(?:{_any('في|على|من')})\s+)?$")
"""«رابط الخبر» before «بصحيفة …»."""
_COLLECTIVES = re.compile(
    rf"(?:{_any(COLLECTIVE)})(?P<adjectives>(?:\s+(?!و|(?:{_any('إلى|على|التي|الذي|حتى|لدى|متى|مدى')})\b)(?:ال)?\w{{3,}}(?:يه|ي)(?!\w))+)"
)
_PRESS_OFFICES = re.compile(rf"(?:{_any(PRESS_OFFICES)})\s+(?:ل\w{{3,}}(?:\s+ال\w+)?|{_letters('في')}\s+ال\w+)")
_OPENERS = frozenset(_letters(name).split()[0] for name in f"{COLLECTIVE}|{PRESS_OFFICES}".split("|"))
_PLATFORM = re.compile(rf"(?:\s+{_letters('التواصل')}(?:\s+{_letters('الاجتماعي')})?)?(?=\s)")
_UNNAMED = frozenset(
    map(
        _letters,
        "محلية رسمية دولية عالمية مختلفة أجنبية إخبارية حكومية رياضية عربية غربية اجتماعية المحلية الرسمية الدولية "
        "العالمية الأجنبية العربية الغربية الحكومية الرياضية الاجتماعية ورقية الورقية الرسمي المحلي الحكومي المركزية "
        "المعنية".split(),
    )
)
"""Adjectives that do not tell whose media they are."""
BEFORE_CHARS = 80
MAX_LINK_LINE_CHARS = 250
_CREDIT_WORDS = (
    "الصورة|صورة|تصوير|المصور|عدسة|بعدسة|الصور|حقوق الصورة|مصدر الصور|مصدر الصورة"
    "|photo|photo by|photo credit|credit|image"
)
_CREDIT = re.compile(
    rf"(?:^|[.،,\s(|\-–—])(?:{_any(_CREDIT_WORDS)})\s*[:：/]\s*(?P<credit>[^:]{{2,80}}?)\)?[.\s]*$"
    rf"|^(?:{_any('مصدر الصورة|مصدر الصور|صدر الصورة')})\s*[،,]\s*(?P<after_comma>[^:،]{{2,80}}?)[.\s]*$"
)
_SIGNED = re.compile(r"(?:\s[-–—|/]\s*|\s*[(\[]\s*)(?P<credit>[^()\[\]\-–—|]{2,60}?)\s*[)\]]?[.\s]*$")
_TAKEN_BY = re.compile(rf"(?:^|[\s(\-–—|])(?:{_any('تصوير|بعدسة|عدسة')})\s+(?P<credit>[^()\-–—|:]{{5,40}}?)\)?[.\s]*$")
_ARCHIVE_WORDS = "صورة أرشيفية|صورة من الأرشيف|أرشيفية|أرشيف|إنترنت|الإنترنت|متداولة|صورة متداولة|تعبيرية|صورة تعبيرية"
_ARCHIVE = re.compile(rf"[\s\-–—|/،,(]*(?:{_any(_ARCHIVE_WORDS)})\)?[.\s]*$")
_STOCK = re.compile(
    _any("getty images|getty|غيتي|جيتي|شترستوك|shutterstock|alamy|istock|epa|ap|afp|reuters|anadolu|pixabay|unsplash")
)


def cited_media(texts: Iterable[str], gazetteer: Gazetteer, *, own: Sequence[str] = ()) -> tuple[str, ...]:
    """The media that these texts cite, in printed order, each once; not `own`: names of the publisher and the agency."""
    seen = {fold(name) for name in own}
    found: list[str] = []
    agencies = _by_first_word(frozenset(gazetteer.agencies))
    for text in texts:
        for name in _cited(text, gazetteer, agencies):
            if fold(name) not in seen:
                seen.add(fold(name))
                found.append(name)
    return tuple(found[:MAX_CITED])


def link_spans(text: str) -> list[tuple[int, int]]:
    """Places of phrases such as «رابط الخبر بصحيفة …» in a printed text, with the names of the media."""
    if "رابط" not in text:
        return []
    printed, folded = _comparable(text)
    found = []
    for word in _WORD.finditer(folded):
        if word[0] in _PREFIXED and (link := _LINKS.search(folded, 0, word.start())):
            named = word.end() + len(_name_span(printed[word.end() :], folded[word.end() :])[0])
            found.append((_printed_end(text, link.start()), _printed_end(text, named)))
    return found


def is_link_line(text: str) -> bool:
    """Whether a line says where its news was printed: «رابط الخبر بصحيفة …», perhaps with the headline there or an address."""
    return len(text) <= MAX_LINK_LINE_CHARS and any(not text[:start].strip(" -–—*•|(") for start, _ in link_spans(text))


def photo_credit(captions: Iterable[str], gazetteer: Gazetteer) -> str:
    """Whose picture a text prints, as its captions say: «الصورة: …», «تصوير …», « - REUTERS», «(أ ف ب)»; "" if none does."""
    return next((credit for caption in captions if (credit := _credit(caption, gazetteer))), "")


def _cited(text: str, gazetteer: Gazetteer, agencies: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The media that one text cites, in printed order."""
    printed, folded = _comparable(text)
    words = folded.split()
    if len(printed) != len(folded) or (_KEYS.isdisjoint(words) and agencies.keys().isdisjoint(words)):
        return
    end = 0
    for word in _WORD.finditer(folded):
        if word.start() < end:
            continue
        key = word[0]
        if key in _PREFIXED:
            name = _named(word, printed, folded, gazetteer)
        elif key.removeprefix("ل") in _OPENERS:
            name, end = _unnamed(key, word.start(), printed, folded)
        elif key in agencies:
            name = _bare_agency(agencies[key], key, word.start(), folded, gazetteer)
        else:
            continue
        if name:
            yield name


_KEYS = frozenset((*_PREFIXED, *_OPENERS, *("ل" + opener for opener in _OPENERS)))


@lru_cache(maxsize=4)
def _by_first_word(signatures: frozenset[str]) -> dict[str, list[str]]:
    """Names of agencies by their first word, also with ل before it."""
    found: dict[str, list[str]] = {}
    for name in sorted(signatures, key=len, reverse=True):
        first = _WORD.match(_letters(name))
        if first is not None and len(name) >= MIN_BARE_AGENCY_CHARS and name not in _ANY_AGENCY:
            for prefix in ("", "ل"):
                found.setdefault(prefix + first[0], []).append(name)
    return found


def _named(word: re.Match[str], printed: str, folded: str, gazetteer: Gazetteer) -> str:
    """The medium whose noun this word is, if it is cited."""
    prefix, noun = _PREFIXED[word[0]]
    start, end = word.span()
    before = folded[max(0, start - BEFORE_CHARS) : start]
    if _NOUNS[noun] == SITES and _POSTED.search(before):
        platform = _PLATFORM.match(folded, end)
        quoted = _QUOTED.match(printed, platform.end()) if platform else None
        return quoted["name"].strip() if quoted else ""
    if prefix == "ل" and _OF_THE_MEDIUM.search(before):
        return ""
    cues = {"": (_CITES, _STATES_TO, _LINKS), "ب": (_STATES, _LINKS), "ل": ()}[prefix]
    if prefix != "ل" and not any(cue.search(before) for cue in cues):
        return ""
    while inner := _INNER_NOUN.match(folded, end):  # «محطة تلفزيون …», «موقع صحيفة …»
        noun, end = inner["noun"], inner.end()
    return _name_after(noun, printed[end:], folded[end:], gazetteer, is_told=prefix == "ل")


def _unnamed(key: str, start: int, printed: str, folded: str) -> tuple[str, int]:
    """Media without a name of their own, or a press office, and where they end: «وسائل الإعلام الفيتنامية»."""
    is_told = key not in _OPENERS
    start += is_told
    before = folded[max(0, start - BEFORE_CHARS) : start]
    if not (is_told or _CITES.search(before)):
        return "", start
    if (match := _COLLECTIVES.match(folded, start)) and not _UNNAMED.issuperset(match["adjectives"].split()):
        return printed[start : match.end()], match.end()
    if match := _PRESS_OFFICES.match(folded, start):
        return printed[start : match.end()], match.end()
    return "", start


def _bare_agency(names: Sequence[str], key: str, start: int, folded: str, gazetteer: Gazetteer) -> str:
    """The agency that is cited here without a noun: «نقلا عن رويترز», «قال المتحدث لفرانس برس»."""
    before = folded[max(0, start - BEFORE_CHARS) : start].rstrip(_QUOTES + "(")
    for name in names:
        for prefix in ("", "ل"):
            after = start + len(prefix) + len(name)
            if folded.startswith(prefix + _letters(name), start) and not folded[after : after + 1].isalnum():
                cue = _TELLS if prefix else _CITES
                return (
                    gazetteer.agencies[name] if cue.search(before) or (not prefix and _STATES_TO.search(before)) else ""
                )
    return ""


def _name_after(noun: str, printed: str, folded: str, gazetteer: Gazetteer, *, is_told: bool = False) -> str:
    """The name of the medium whose noun stands before these texts, "" if it is none."""
    whole, name, is_quoted = _name_span(printed, folded)
    if not name:
        return ""
    key = fold(name)
    with_noun = fold(f"{AGENCY} {name}")
    known = gazetteer.agencies.get(key) or gazetteer.agencies.get(with_noun)
    if noun == _letters(AGENCY):
        around = folded[: len(whole) + 25]
        if _NOT_NEWS.search(around):
            return ""
        if known:
            return known
        if not is_quoted and (news := _FOR_NEWS.match(folded, len(whole))):
            full = f"{AGENCY} {name}{printed[news.start() : news.end()]}"
            return gazetteer.agencies.get(fold(full), full)
        return _agency_name(name, gazetteer) if _NEWS.search(around) else ""
    if known:
        return known
    words = key.split()
    if words[0] in _NO_MEDIA or (words[0] in _GENERIC and not is_quoted):
        return ""
    is_foreign = bool(re.match("[A-Za-z]", name))
    if _NOUNS[noun] == SITES and not (is_quoted or is_foreign):
        is_own = folded[len(whole) :].lstrip().startswith((_letters("الرسمي"), _letters("على")))
        if is_told or noun != _letters("موقع") or words[0].startswith("ال") or is_own:
            return ""
    if (
        not is_quoted
        and not is_foreign
        and _INDEFINITE.fullmatch(words[0])
        and (len(words) == 1 or takes_article(words[0]))
    ):
        return ""
    return name


def _agency_name(name: str, gazetteer: Gazetteer) -> str:
    """«وكالة الأنباء السعودية» for «الأنباء السعودية»; a name of its own stands alone."""
    first, _, rest = name.partition(" ")
    if not _NEWS.fullmatch(_letters(first)):
        return name
    is_whose = not _UNNAMED.issuperset(_letters(rest).split())
    return gazetteer.agencies.get(fold(rest), f"{AGENCY} {name}" if is_whose else "")


def _name_span(printed: str, folded: str) -> tuple[str, str, bool]:
    """(text up to the name's end, name, whether it stands in quotation marks) at the beginning of what follows a noun."""
    quoted = _QUOTED.match(printed)
    if quoted is None and (introduced := _INTRODUCED.match(folded)):
        quoted = _QUOTED.match(printed, introduced.end())
    if quoted:
        name = quoted["name"].strip()
        return printed[: quoted.end()], (name if len(name.split()) <= MAX_NAME_WORDS + 1 else ""), True
    if latin := _LATIN.match(printed):
        return latin[0], latin["name"].strip(" .'’-"), False
    words: list[str] = []
    end = 0
    for token in _TOKEN.finditer(printed):
        key = folded[token.start() : token.end()].rstrip("-–—")
        if printed[end : token.start()].strip() or "\n" in printed[end : token.start()] or len(words) == MAX_NAME_WORDS:
            break
        if (
            not key
            or (key[0] == "و" and key[1:] in _PREFIXED)
            or key in _ENDS
            or not key[0].isalpha()
            or key in _REPORTS
            or (words and len(key) > 4 and _is_verb(key))
        ):
            break
        words.append(token[0].rstrip("-–—"))
        end = token.start() + len(words[-1])
        if len(words) > 1 and words[-1] != token[0]:
            break
    kept = 2 if words and _NEWS.fullmatch(_letters(words[0])) else 1
    while len(words) > kept and (_ADJECTIVE.fullmatch(_letters(words[-1])) or (kept == 2 and len(words) > 3)):
        words.pop()
    return printed[:end], " ".join(words), False


def _is_verb(folded: str) -> bool:
    return bool(current_analyzer().lexicon[fold(folded)].is_verb)


def _credit(caption: str, gazetteer: Gazetteer) -> str:
    printed, folded = _comparable(" ".join(caption.split()))
    if len(printed) != len(folded):
        return ""
    if archive := _ARCHIVE.search(folded):
        printed, folded = printed[: archive.start()], folded[: archive.start()]
    if match := _CREDIT.search(folded):
        group = "credit" if match["credit"] else "after_comma"
        return printed[match.start(group) : match.end(group)].strip(" -–—|().،")
    if match := _SIGNED.search(folded):
        credit = printed[match.start("credit") : match.end("credit")].strip(" .")
        if any(_is_credit(part, gazetteer) for part in re.split(r"\s*[/،,|]\s*|\s+-\s+", credit)):
            return credit
    if (match := _TAKEN_BY.search(folded)) and reads_as_full_name(
        name := printed[match.start("credit") : match.end("credit")].strip()
    ):
        return name
    return ""


def _is_credit(part: str, gazetteer: Gazetteer) -> bool:
    key = fold(part).strip()
    return key in gazetteer.agencies or bool(_STOCK.fullmatch(key)) or key.startswith(("getty", "shutterstock"))


def _comparable(text: str) -> tuple[str, str]:
    """The text without vowel marks and tatweel, and its folded form, of equal length."""
    printed = _MARKS.sub("", text)
    return printed, _letters(printed)


def _printed_end(text: str, end: int) -> int:
    """The place in a text of the end of so many characters of it without marks."""
    place = count = 0
    while count < end and place < len(text):
        count += not _MARKS.match(text, place)
        place += 1
    return place
