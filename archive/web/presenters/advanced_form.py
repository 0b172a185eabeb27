"""What the advanced form consists of: boxes for parts of the query, periods, and choices."""

from dataclasses import dataclass

MAX_WITHIN = 50
"""Words; the query language takes larger numbers for this one."""


@dataclass(frozen=True)
class Box:
    """A text field. `suggests` is the kind of the suggestions that it offers, "" for none."""

    name: str
    label: str
    hint: str = ""
    suggests: str = ""


@dataclass(frozen=True)
class BoxGroup:
    title: str
    boxes: tuple[Box, ...]


BOXES = (
    BoxGroup(
        "الكلمات",
        (
            Box("all", "كل هذه الكلمات", "في أي موضع وبأي ترتيب؛ والنجمة لبداية الكلمة: اقتصاد*"),
            Box("any", "أيٌّ من هذه الكلمات", "تكفي واحدة؛ والعبارة بين علامتي اقتباس"),
            Box("phrase", "هذه العبارة بعينها"),
            Box("none", "ولا شيء من هذه", "كلمات أو عبارات تُستبعد"),
            Box("near", "كلمات متقاربة", "بأي ترتيب"),
        ),
    ),
    BoxGroup(
        "من وأين وماذا",
        (
            Box("title", "في العنوان"),
            Box("person", "من", "شخص بأي اسم من أسمائه؛ وبين الأسماء فاصلة، فتُطلب كلها", "person"),
            Box("place", "أين", "", "place"),
            Box("organization", "جهة", "", "organization"),
        ),
    ),
    BoxGroup(
        "من أين جاء",
        (
            Box("source", "المصدر", "وبين المصادر فاصلة، فيكفي أحدها", "source"),
            Box("agency", "الوكالة"),
            Box("section", "القسم"),
            Box("language", "اللغة", "برمزها: ar أو fr"),
        ),
    ),
)
REST = Box("rest", "بقية الاستعلام كما تُكتب", "بلغة البحث: أو، ليس، أقواس، حقول")


@dataclass(frozen=True)
class Period:
    title: str
    names: tuple[str, str]


PERIODS = (Period("نُشر", ("from", "to")), Period("يتحدث عن تاريخ", ("mentions_from", "mentions_to")))


@dataclass(frozen=True)
class Choice:
    """A parameter of the search with the labels of its values; "" is the default."""

    label: str
    labels: dict[str, str]


OPTIONS = {
    "mode": Choice("دقة المطابقة", {"": "موسّع (المعتاد)", "spelling": "إملائي", "exact": "حرفي"}),
    "match": Choice("كلمات البحث", {"": "كلها", "any": "أيٌّ منها"}),
    "sort": Choice(
        "الترتيب",
        {"": "المعتاد", "relevance": "الأوثق صلة", "newest": "الأحدث", "oldest": "الأقدم", "added": "أحدث إضافة"},
    ),
    "undated": Choice("ما لا تاريخ له", {"": "معها", "exclude": "دونه", "only": "وحده"}),
    "kind": Choice("الصنف", {"": "المقالات", "stub": "البطاقات", "all": "المقالات والبطاقات"}),
    "group": Choice("التجميع", {"": "المعتاد", "none": "بلا تجميع", "versions": "النسخ", "story": "القصة"}),
}
