"""What readers say about inputs, in Arabic: reasons of failures, and warnings.

Readers write one line of English each, for the terminal and the log. Here each has its Arabic by a pattern; what has none
is shown as it is. A test reads the readers' code and names the sentences that are missing.
"""

import re
from functools import lru_cache

SENTENCES = (
    # files and their bytes
    ("larger than (.+) MB", "أكبر من {0} ميغابايت"),
    ("larger than (.+) GB; write it to a file and split it", "أكبر من {0} غيغابايت؛ احفظه في ملف وقسّمه"),
    ("standard input is empty", "لم يصل شيء من الدخل القياسي"),
    ("the file is empty", "الملف فارغ"),
    (r"not a text file \(it holds control characters\)", "ليس ملفًا نصيًّا: فيه رموز تحكّم"),
    (
        "unknown encoding: neither UTF-8, UTF-16 nor UTF-32, nor Arabic in Windows-1256, ISO-8859-6 or Mac Arabic",
        "ترميز غير معروف: ليس UTF-8 ولا UTF-16 ولا UTF-32، ولا عربيًّا بترميز Windows-1256 أو ISO-8859-6 أو Mac Arabic",
    ),
    ("damaged (.+) text at byte (.+)", "نص {0} متضرر عند البايت {1}"),
    ("not UTF-8", "ليس بترميز UTF-8"),
    ("UTF-16; write JSON in UTF-8", "بترميز UTF-16؛ يُكتب JSON بترميز UTF-8"),
    (r"cannot be read \((.+)\)", "تعذّرت قراءته ({0})"),
    (r"cannot be reached \((.+)\)", "تعذّر الوصول إليه ({0})"),
    (r"probably damaged: not readable as (\w+) \((.+)\)", "لعله متضرر: لم يُقرأ بصيغة {0} ({t1})"),
    ("no such file", "لا ملف بهذا الاسم"),
    ("not a regular file", "ليس ملفًا عاديًّا"),
    ("no permission to read it", "لا إذن بقراءته"),
    ("a broken link", "وصلة مقطوعة"),
    ("a link to a folder, not followed", "وصلة إلى مجلد، لم تُتبع"),
    ("a link that leads out of the folder, not followed", "وصلة إلى خارج المجلد، لم تُتبع"),
    (r"the folder cannot be opened \((.+)\)", "تعذّر فتح المجلد ({0})"),
    # texts and pages
    ("no article in it, only labels and parts of a page", "لا مقال فيه، بل عناوين حقول وأجزاء من صفحة"),
    ("no article in it", "لا مقال فيه"),
    ("no text in it", "لا نص فيه"),
    ("(.+) lines, more than (.+): split it into articles", "{0} سطر، والحد {1}: قسّمه إلى مقالات"),
    ("(.+) characters, more than (.+) in one article", "{0} حرف، والحد في مقال واحد {1}"),
    ("a paragraph of (.+) characters, more than (.+)", "فقرة من {0} حرف، والحد {1}"),
    ("(.+) paragraphs, more than (.+) in one article", "{0} فقرة، والحد في مقال واحد {1}"),
    (
        "(.+) short texts without prose, more than (.+): a list, not a page with an article",
        "{0} نص قصير، والحد {1}: هذه قائمة لا صفحة مقال",
    ),
    (r"not an HTML page \((.+)\)", "ليس صفحة HTML ({0})"),
    ("an element of more than (.+) attributes", "عنصر فيه أكثر من {0} سمة"),
    ("more than (.+) tags", "أكثر من {0} وسم في الصفحة"),
    ("a paragraph of more than (.+) spaces", "فقرة فيها أكثر من {0} مسافة"),
    ("(?:the body is )?unreadable: (.+)", "لا يُقرأ: {t0}"),
    ("a whole page in which no article was found", "صفحة كاملة لم يُعثر فيها على مقال"),
    (
        "a whole page: the article of lines (.+) to (.+) may have another headline, or none",
        "صفحة كاملة: مقال الأسطر من {0} إلى {1} قد يكون عنوانه غير هذا، أو بلا عنوان",
    ),
    # records and tables
    (r"not JSON \((.+)\)", "ليس JSON سليمًا ({0})"),
    ("not JSON, or larger than (.+) MB", "ليس JSON سليمًا، أو أكبر من {0} ميغابايت"),
    ("not a JSON object", "ليس كائن JSON"),
    ("item (.+?): (.+)", "العنصر {0}: {t1}"),
    ("nested too deep", "متداخل أكثر مما يُقرأ"),
    ("the array is empty", "المصفوفة فارغة"),
    (r"no body \(it is (.+), not text\)", "المتن ليس نصًّا ({0})"),
    (r"no body(?: \((.+)\))?", "بلا متن"),
    ("the table has no rows", "لا صفوف في الجدول"),
    ("the rest was not read: (.+)", "لم يُقرأ الباقي: {t0}"),
    (
        "the first row is no header; write the names of the columns above the articles",
        "الصف الأول ليس رأسًا للجدول؛ اكتب فوق المقالات أسماء الأعمدة",
    ),
    (
        r"no column for the body; name it: --map body=COLUMN \((?:columns: )?(.*)\)",
        "لم يُعرف عمود المتن؛ اختره من الأعمدة: {0}",
    ),
    (r"no column «(.+)» \((?:columns: )?(.*)\)", "لا عمود باسم «{0}»؛ الأعمدة: {1}"),
    ("more than (.+) columns", "أكثر من {0} عمود"),
    (r"not an XLSX workbook:? \(?(.+?)\)?", "ليس مصنف Excel سليمًا ({t0})"),
    ("row (.+?): (.+)", "الصف {0}: {1}"),
    ("damaged (.+) text after row (.+)", "نص {0} متضرر بعد الصف {1}"),
    # containers
    (r"not a ZIP archive \((.+)\)", "ليس ملف ZIP سليمًا ({0})"),
    ("it unpacks to (.+) MB", "يبلغ حجمه بعد فكّه {0} ميغابايت، فلا يُفتح"),
    ("more than (.+) members", "فيه أكثر من {0} ملف"),
    (r"damaged or encrypted \((.+)\)", "متضرر أو محمي بكلمة سر ({0})"),
    ("not unpacked: more than (.+) archives within one another", "لم يُفتح: أكثر من {0} ملفات مضغوطة بعضها داخل بعض"),
    ("(.+) members of other formats were not read: (.+)", "فيه {0} من ملفات بصيغ أخرى لم تُقرأ: {1}"),
    ("more than (.+) attachments", "أكثر من {0} مرفق"),
    ("not a mail", "ليس رسالة بريد"),
    (r"not a WARC file \((.+)\)", "ليس ملف WARC سليمًا ({0})"),
    ("the WARC file has no records", "لا سجلات في ملف WARC"),
    (r"damaged, the rest was not read \((.+)\)", "متضرر، ولم يُقرأ باقيه ({0})"),
    ("something else follows the end of the gzip file", "بعد نهاية ملف gzip شيء آخر لم يُقرأ"),
    (r"damaged gzip file \((.+)\)", "ملف gzip متضرر"),
    # feeds
    ("not a feed(?:.*)", "ليس خلاصة RSS أو Atom"),
    (r"damaged feed, what follows may be missing \((.+)\)", "خلاصة متضررة، وقد ينقص ما بعد الضرر"),
    ("more than (.+) items", "أكثر من {0} مادة"),
    # documents
    (r"not a document of kind (.+) \((.+)\)", "ليس مستند {0} سليمًا"),
    ("the document has no text", "لا نص في المستند"),
    ("no text in it, perhaps a scan; recognise its text first (?:.+)", "لا نص فيه، ولعله صورة ممسوحة"),
    ("a scan, a picture without text: (.+)", "صورة ممسوحة بلا نص، ولا يتاح هنا التعرف على نصها"),
    ("recognising the text of a page took more than (.+) s", "استغرق التعرف على نص صفحة أكثر من {0} ثانية"),
    ("Tesseract failed: (.+)", "تعذّر التعرف على نص الصفحات ({0})"),
    ("(.+) pages are pictures, more than (.+)", "{0} من صفحاته صور، والحد {1}"),
    ("it is protected by a password", "محمي بكلمة سر"),
    (r"not a PDF file \((.+)\)", "ليس ملف PDF سليمًا"),
    (r"damaged PDF file \((.+)\)", "ملف PDF متضرر"),
    ("more than (.+) pages", "أكثر من {0} صفحة"),
    # damage
    (r"letters were lost \(U\+FFFD\)(?: in (.+) of (.+) words)?", "ضاعت حروف منه"),
    ("letters were replaced by question marks(?: in (.+) of (.+) words)?", "حلّت علامات استفهام محل حروف منه"),
    ("control characters, it is no text", "فيه رموز تحكّم، وليس نصًّا"),
    (
        "no readable text, it was read in a wrong encoding or is no text at all",
        "لا نص مقروء فيه: قُرئ بترميز خطأ، أو ليس نصًّا",
    ),
    ("UTF-8 that was read as (.+), and lost (.+) letters on the way", "قُرئ UTF-8 على أنه {0}، وضاعت منه حروف"),
    (r"(?:(\w+) )?mended: (.+)", "أُصلح نص متضرر: {t1}"),
    (r"(?:(\w+) )?damaged: (.+)", "فيه ضرر: {t1}"),
    ("escapes such as (.+) decoded", "فُكّت رموز مثل {0}"),
    ("UTF-8 that was read as (.+) undone", "كان UTF-8 قُرئ على أنه {0}"),
    ("(.+) read as (.+) undone", "كان {0} قُرئ على أنه {1}"),
    ("(.+) lines? in visual order turned round", "أسطر مقلوبة الترتيب صُحّحت (العدد: {0})"),
    # warnings
    ("loaded without a date, a placeholder: (.+)", "بلا تاريخ: «{0}» تاريخ تكتبه البرامج حين لا تعرفه"),
    ("loaded without a date, (?:.+): (.+)", "بلا تاريخ: لم يُفهم «{0}»"),
    ("the date is after tomorrow, kept as printed but in doubt: (.+)", "التاريخ بعد غد، أُبقي كما ورد على شك: {0}"),
    ("url left out, (?:.+): (.+)", "تُرك الرابط، وليس رابطًا يُقبل: {0}"),
    (r"(\w+) left out, unreadable: (.+)", "تُرك الحقل {0}: {t1}"),
    ("(.+?),? left out, it is (.+), not text", "تُرك {0}: ليس نصًّا"),
    ("language left out, the text is not in its letters: (.+)", "تُرك الحقل اللغة: النص ليس بحروفها ({0})"),
    (r"date_precision left out, (.+) is finer than the date: (.+)", "تُركت دقة التاريخ: هي أدق من التاريخ نفسه"),
    (r"(\w+) left out(?:, | that are )(?:.+)", "تُرك الحقل {0}: قيمته لا تُقبل"),
    ("cited cut from (.+) names to (.+)", "قُصّت وسائل استُشهد بها من {0} إلى {1}"),
    (r"(\w+) cut from (.+) characters to (.+?): (?:.*)", "قُصّ الحقل {0} من {1} حرف إلى {2}"),
    ("(.+) is given twice, the last was read", "ورد الحقل {0} مرتين، وقُرئ الأخير"),
    ("fields that are not read: (.+)", "حقول لم تُقرأ: {0}"),
    ("columns read: (.+); not read: (.+)", "الأعمدة المقروءة: {0}؛ وغير المقروءة: {1}"),
    ("columns read: (.+)", "الأعمدة المقروءة: {0}"),
    ("(.+) cells without a column left out", "خلايا بلا عمود تُركت (العدد: {0})"),
    ("the address of another item: (.+)", "رابطه رابط مادة أخرى: {0}"),
    ("the same item again: (.+)", "المادة نفسها ثانية: {0}"),
    ("(.+) pages are pictures; (.+) recognised their text, (.+)", "صفحات مصوّرة تعرّف {1} على نصها ({0}): راجعه"),
    ("the mail breaks off before its end", "الرسالة مقطوعة قبل آخرها"),
    ("parts of the mail are missing", "تنقص الرسالة أجزاء"),
    ("the mail's text breaks off or is damaged", "نص الرسالة مقطوع أو متضرر"),
    ("the mail's text is damaged", "نص الرسالة متضرر"),
    ("the web archive breaks off within this record", "ينقطع أرشيف الويب في أثناء هذا السجل"),
    ("what it was cut from is not in the archive: (.+)", "المقال الذي اقتُطع منه ليس في الأرشيف: {0}"),
    (
        "each process that read its names was killed, perhaps for want of memory; it is not loaded",
        "قُتلت كل عملية قرأت أسماءه، ولعل الذاكرة لم تكفِ؛ فلم يُدخل",
    ),
    ("(.+); kept as a draft", "{t0}؛ أُبقي مسودة"),
    (
        "uncertain split: lines (.+) to (.+), cut off as another article",
        "تقسيم غير مؤكد: فُصل ما بين السطرين {0} و{1} مقالًا آخر",
    ),
    (
        "uncertain split: lines (.+) to (.+), kept in the article",
        "تقسيم غير مؤكد: لعل ما بين السطرين {0} و{1} مقال آخر، وأُبقي في المقال",
    ),
    (
        "uncertain split: «(.+)», cut off as another article",
        "تقسيم غير مؤكد: فُصل مقالًا آخر ما أوله «{0}»",
    ),
    (
        "uncertain split: «(.+)», kept in the article",
        "تقسيم غير مؤكد: لعل ما أوله «{0}» مقال آخر، وأُبقي في المقال",
    ),
    # the import as a whole
    ("the import stopped. (.+) What was read before is stored.", "توقف الإدخال: {t0} وما قُرئ من قبل محفوظ."),
    (r"There is no space left on the disk \((?:.+)\)(?:.*)", "لا مساحة على القرص."),
    (r"The database is locked by another process \((?:.+)\)(?:.*)", "قاعدة البيانات مشغولة بعملية أخرى."),
    (r"The database is damaged \((?:.+)\)(?:.*)", "قاعدة البيانات متضررة؛ تُستعاد من نسخة احتياطية."),
    (r"The database (?:.+)", "تعذّر استعمال قاعدة البيانات."),
    ("the process died while it ran", "توقفت العملية وهو يعمل"),
)
"""(pattern, Arabic): {0} is a group as it stands, {t0} one that is a sentence itself."""

_PATTERNS = [(re.compile(pattern, re.DOTALL), arabic) for pattern, arabic in SENTENCES]
_ARABIC = re.compile("[\u0620-\u064a]")
_PART = re.compile(r", (line|lines|sheet|item) ([^,]+)")
_PLACE = re.compile(rf"(?P<file>.+?)(?P<places>(?:{_PART.pattern})+)", re.DOTALL)
MAX_CHARS = 1_000
FIELDS = {
    "title": "العنوان", "body": "المتن", "date": "التاريخ", "source": "المصدر", "author": "الكاتب", "url": "الرابط",
    "section": "القسم", "tags": "الوسوم", "id": "الرقم", "agency": "الوكالة", "dateline": "مكان الخبر",
    "cited": "وسائل استُشهد بها", "photo_credit": "مصدر الصورة", "language": "اللغة", "namespace": "نطاق الأرقام",
    "date_precision": "دقة التاريخ", "date_basis": "أساس التاريخ", "date_evidence": "شاهد التاريخ",
    "not_before": "لم يُنشر قبل", "not_before_evidence": "شاهد أبكر يوم", "kind": "الصنف", "parent": "مقتطع من",
    "roles": "أدوار الفقرات",
}  # fmt: skip

_FIELD = re.compile(rf"\b({'|'.join(FIELDS)})=([^,]+)")


@lru_cache(maxsize=2_000)
def in_arabic(sentence: str) -> str:
    """The sentence in Arabic, without the name of the input before it; as it stands if it has no Arabic."""
    return place_and_arabic(sentence)[1]


def place_and_arabic(sentence: str) -> tuple[str, str]:
    """(name of the input before it, or "", the sentence in Arabic)."""
    sentence = sentence[:MAX_CHARS]
    start = 0
    while True:
        if (arabic := _translated(sentence[start:])) is not None:
            return sentence[:start].removesuffix(": "), arabic
        end = sentence.find(": ", start)
        if end < 0:
            return "", sentence
        start = end + 2


def place_name(name: str) -> str:
    """The name of an input with its sheet and line in Arabic; each name is isolated from the words after it."""
    found = _PLACE.fullmatch(name)
    if found is None:
        return name
    words = {"line": "السطر", "lines": "السطور", "sheet": "الورقة", "item": "المادة"}
    parts = [f"، {words[kind]} {value.replace(' and ', ' و')}" for kind, value in _PART.findall(found["places"])]
    return f"\u2068{found['file']}\u2069" + "".join(parts)


def has_arabic(sentence: str) -> bool:
    return _ARABIC.search(in_arabic(sentence)) is not None and in_arabic(sentence) != sentence


def _with_fields(group: str) -> str:
    """Names of fields in Arabic: alone, or as in `title=العنوان, body=النص`."""
    return FIELDS.get(group) or _FIELD.sub(lambda found: f"{FIELDS[found[1]]} من «{found[2]}»", group)


def _translated(sentence: str) -> str | None:
    for pattern, arabic in _PATTERNS:
        if found := pattern.fullmatch(sentence):
            groups = [_with_fields(group or "") for group in found.groups()]
            inner = {f"t{place}": in_arabic(group) for place, group in enumerate(groups) if f"{{t{place}}}" in arabic}
            return arabic.format(*groups, **inner)
    return None
