"""Languages: tags of BCP 47 as they are written in the field, and the language in which a text is written.

A text's language follows from its script, then from its commonest short words, which no text of some sentences lacks; in Arabic
letters also from letters that only one language has. What is left unsaid ("") is unknown: a few words, a script of many
languages, a language without a list here.
"""

import re
from collections import Counter

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE,
)
_TWO_LETTERS = {
    "ara": "ar", "arb": "ar", "eng": "en", "fra": "fr", "fre": "fr", "fas": "fa", "per": "fa", "pes": "fa", "urd": "ur",
    "heb": "he", "iw": "he", "tur": "tr", "kur": "ku", "pus": "ps", "deu": "de", "ger": "de", "spa": "es", "ita": "it",
    "por": "pt", "rus": "ru", "ukr": "uk", "ell": "el", "gre": "el", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
}  # fmt: skip
"""Codes of ISO 639-2 and -3 for which BCP 47 wants the shorter one."""
_SCRIPTS = {
    "Arab": "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Grek": "\u0370-\u03ff",
    "Hebr": "\u05d0-\u05ea",
    "Hang": "\uac00-\ud7af",
    "Kana": "\u3040-\u30ff",
    "Hani": "\u4e00-\u9fff",
}
_LETTERS = {script: re.compile(f"[{letters}]+") for script, letters in _SCRIPTS.items()}
_ALONE = {"Grek": "el", "Hebr": "he", "Hang": "ko", "Kana": "ja", "Hani": "zh"}
"""Scripts that as good as one language is written in; kanji come with kana, so those are looked for first."""
ARABIC = frozenset("ar arz ary apc ajp acm aeb afb ars arq ayl acw ayn apd".split())
"""Arabic and its varieties."""
_LANGUAGES_OF = {
    "Arab": ARABIC | frozenset("fa prs ur ps ku ckb ug sd pa ms az tr pnb bal glk".split()),
    "Cyrl": frozenset("ru uk be bg sr mk kk ky tg mn tt ba ce os uz az".split()),
    "Grek": frozenset(("el", "grc")),
    "Hebr": frozenset(("he", "yi", "lad")),
    "Hang": frozenset(("ko",)),
    "Kana": frozenset(("ja",)),
    "Hani": frozenset(("zh", "yue", "wuu", "ja", "ko")),
}
"""Languages by script. Those that are in none of these are written in Latin letters, and so are some of these, too."""
_NOT_LATIN = frozenset().union(*_LANGUAGES_OF.values()) - frozenset("tr ms az uz ku sr ug".split())
_SHORT_WORDS = {
    "ar": "في من على إلى الى أن ان عن التي الذي هذا هذه مع ما لا كما بعد قبل بين كان كانت قال وقال أو او ذلك قد لم وفي ومن خلال",
    "fa": "از که به این را در با برای است آن می های شد کرد شده خود تا یک بر ها گفت بود اما نیز هم",
    "ur": "کے کی میں ہے سے کا نے کو اور پر ہیں اس کہ بھی تھا ایک گیا یہ کر نہیں ہو لیے",
    "ps": "د په او چې ته کې له سره دی يې کړي دا شوي هغه",
    "ckb": "لە بە و کە بۆ لەگەڵ ئەو ئەم هەر دوای کرد بوو دەکات",
    "en": "the of and to in is that for on was with as by at from it his her their has have said be are not this",
    "fr": "le la les de des du et à un une dans pour que qui sur par est en au aux avec ce cette son ses pas plus ont été",
    "es": "el la los las de del y en que un una para por con se su es al como más lo fue",
    "pt": "o a os as de do da dos das e em que um uma para por com se não no na ao é foi mais",
    "it": "il la lo gli le di del della e in che un una per con da si non è al alla sono dei nel",
    "de": "der die das und in den von zu mit ist des auf für im nicht ein eine dem sich als auch es an",
    "tr": "ve bir bu için ile de da olarak daha çok olan gibi kadar sonra en ne değil",
    "nl": "de het een en van in is dat op te voor met zijn aan niet ook door bij om",
    "ru": "и в не на что с по как из за от для это его к о",
    "uk": "і в не на що з за до як від для це та у про його",
}
"""The commonest words of a newspaper that carry no meaning of their own."""
_WORDS_OF = {language: frozenset(words.split()) for language, words in _SHORT_WORDS.items()}
_OWN_LETTERS = {"ur": "ٹڈڑےں", "ps": "ښځڅډړېۍګ", "ckb": "ڵڕێۆ", "fa": "پچژگ"}
"""Letters of one language in Arabic script; those of Persian are also Urdu's and Kurdish, so they count last. Its ی and ک come
from keyboards of Arabic, too."""
_RIVALS = {
    script: [language for language, words in _SHORT_WORDS.items() if _LETTERS[script].match(words)]
    for script in ("Arab", "Latn", "Cyrl")
}
_ARABIC_WORD = re.compile(r"(?<!\w)[وفبكل]?ال\w\w|\wة(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w))?")
_MARKS = re.compile("[\u064b-\u0652\u0640\u0670\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
MIN_LETTERS = 12
MIN_SHORT_WORDS, MIN_LEAD = 0.06, 1.3
"""Share of the short words of a language among all words; how many times as many as the next language has."""
MIN_OWN_LETTERS = 0.02
SAMPLE_CHARS = 4_000


def language_tag(value: str) -> str:
    """The tag in its usual letters: `AR_eg` → `ar-EG`, `fra` → `fr`; "" for what is none, as «French» and `und`."""
    match = _TAG.fullmatch(value.strip().replace("_", "-"))
    if match is None:
        return ""
    language = match["language"].lower()
    if language in ("und", "mul", "zxx", "mis"):
        return ""
    parts = [_TWO_LETTERS.get(language, language)]
    if match["script"]:
        parts.append(match["script"].capitalize())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + match["variants"].lower()


def primary_language(tag: str) -> str:
    """`fr` of `fr-CA`."""
    return tag.partition("-")[0]


def fits_script(tag: str, text: str) -> bool:
    """Whether a language may be written in most of a text's letters. True for a text without letters."""
    script, language = _script(text), primary_language(tag)
    if not script:
        return True
    return language in _LANGUAGES_OF[script] if script in _LANGUAGES_OF else language not in _NOT_LATIN


def text_language(text: str) -> str:
    """The language of a text, "" if it cannot be told."""
    text = _MARKS.sub("", text[:SAMPLE_CHARS])
    script = _script(text)
    if script in _ALONE:
        return _ALONE[script]
    if not script or _letter_count(script, text) < MIN_LETTERS:
        return ""
    words = Counter(word.strip("'’").lower() for word in _WORD.findall(text))
    counts = sorted(((sum(words[word] for word in _WORDS_OF[one]), one) for one in _RIVALS[script]), reverse=True)
    (most, language), (next_most, _) = counts[0], counts[1]
    is_clear = _is_clear(most, next_most, words.total())
    own = _by_letters(text) if script == "Arab" and not (is_clear and language == "ar") else ""
    if own:
        return own
    if is_clear:
        return language
    # few of its short words stand in a headline, but no other language writes its article and its teh marbuta
    return "ar" if script == "Arab" and _ARABIC_WORD.search(text) else ""


def declared_language(declared: str, text: str) -> str:
    """The language of a text whose page or feed declares one: the declared one, without its region, if it fits the letters; else
    the one that the text shows.

    Declarations and regions are often a template's. Which of the languages in Latin letters it is, the publisher knows best;
    Arabic letters tell more.
    """
    tag, found = language_tag(declared), text_language(text)
    own = primary_language(tag)
    is_other = found != own and _script(text) == "Arab" and not (found in ("ar", "") and own in ARABIC)
    if not tag or not fits_script(tag, text) or (found and is_other):
        return found
    script = tag.split("-")[1:2]
    return f"{own}-{script[0]}" if script and len(script[0]) == 4 else own


def _script(text: str) -> str:
    """The script of most letters, "" if there are none."""
    sample = text[:SAMPLE_CHARS]
    if _letter_count("Arab", sample) * 2 > len(sample):
        return "Arab"
    counts = Counter({script: _letter_count(script, sample) for script in _LETTERS})
    script, count = counts.most_common(1)[0]
    if script == "Hani" and counts["Kana"] * 5 > count:
        return "Kana"
    return script if count else ""


def _letter_count(script: str, text: str) -> int:
    return sum(map(len, _LETTERS[script].findall(text)))


def _is_clear(most: int, next_most: int, words: int) -> bool:
    return most >= 2 and most >= MIN_SHORT_WORDS * words and most >= MIN_LEAD * next_most


def _by_letters(text: str) -> str:
    """The language in Arabic script whose own letters a text has."""
    letters = _letter_count("Arab", text)
    for language, own in _OWN_LETTERS.items():
        if sum(text.count(letter) for letter in own) >= MIN_OWN_LETTERS * letters:
            return language
    return ""
