"""Pages written for the tests, as sites of several kinds print them."""

import pytest

TITLE = "عودة اللقالق إلى سهل البقاع بعد غياب طويل"
BODY = (
    "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات، وفق ما قاله مراقبون للطيور في المنطقة.",
    "وقالت سلمى الحداد، وهي باحثة في مركز دراسات الطيور، إن الأمطار الغزيرة ملأت البرك التي تتغذى منها الطيور المهاجرة.",
    "ويعبر لبنان في الربيع والخريف نحو مليون طائر في طريقها بين أفريقيا وأوروبا، وهو ممر من أهم الممرات في العالم.",
    "ودعت الجمعية الصيادين إلى احترام موسم الهجرة، وأعلنت أنها ستنشر حراسا في السهل حتى نهاية الشهر المقبل.",
)
MENU = "الرئيسية|سياسة|اقتصاد|رياضة|ثقافة|علوم|صحة|منوعات|رأي|فيديو".split("|")
OTHERS = (
    "وزير النقل يتفقد محطة القطارات الجديدة في العاصمة",
    "فوز المنتخب على ضيفه بثلاثة أهداف في التصفيات",
    "أسعار الذهب تتراجع في الأسواق المحلية هذا الأسبوع",
)


def _links(names):
    return "".join(f'<li><a href="/{number}">{name}</a></li>' for number, name in enumerate(names))


def _page(*, head="", before="", article="", after="", title=TITLE, site="نشرة الحقول"):
    paragraphs = article or "".join(f"<p>{text}</p>" for text in BODY)
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} - {site}</title>{head}</head>
<body><header><ul class="menu">{_links(MENU)}</ul></header>
<div class="page"><div class="story"><h1>{title}</h1>{before}<div class="text">{paragraphs}</div>{after}</div>
<div class="side"><h3>الأكثر قراءة</h3><ul>{_links(OTHERS)}</ul></div></div>
<footer><ul>{_links(["من نحن", "اتصل بنا", "سياسة الخصوصية"])}</ul><p>جميع الحقوق محفوظة © 2021</p></footer></body></html>"""


@pytest.fixture
def make_page():
    """A function that writes a page; its arguments are pieces of HTML."""
    return _page
