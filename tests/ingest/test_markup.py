import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.markup import plain_text


@pytest.mark.parametrize(
    "text",
    [
        "إذا كان س < ص فإن ص > س",
        "قسم R&D في AT&T",
        "أحبكم <3 جميعا",
        "a<b>c و x<y>z",
        "5<p>3",
        "اكتب إلى <editor@example.org> أو <رقم الهاتف>",
        "سطر أول\nسطر  ثان\n\nثالث",
        "&; && &unknown; &x",
        "https://example.org/?a=1&lt=2&copy=3",
        "if (a<b && c>d) { return x<<2; }",
        "std::vector<int> v; List<String> s;",
        "->  <-  <=>  <>",
        "حجم i<s وs>i و a<u والوزن u>3",
    ],
)
def test_what_is_no_markup_stays(text):
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("قال &quot;نعم&quot; &amp; مضى", 'قال "نعم" & مضى'),
        ("قال &amp;quot;نعم&amp;quot;", 'قال "نعم"'),
        ("&laquo;الحقول&raquo; &ndash; &#1576;&#x64A;&#1585;&#1608;&#1578;", "«الحقول» – بيروت"),
        ("سعر&nbspالسلة", "سعر\xa0السلة"),
        ("س &lt; ص", "س < ص"),
        ("<p>أول</p><p>ثان</p>", "\nأول\nثان\n"),
        ("<p>أول<p>ثان", "\nأول\nثان"),
        ("أول<br>ثان<br/>ثالث<BR />رابع", "أول\nثان\nثالث\nرابع"),
        ("&lt;p&gt;أول&lt;/p&gt;&lt;p&gt;ثان&lt;/p&gt;", "\nأول\nثان\n"),
        ("&amp;lt;div&amp;gt;أول&amp;lt;/div&amp;gt;", "\nأول\n"),
        ('<a href="https://example.org/?a=1&amp;b=2" title="س > ص">رابط</a> هنا', "رابط هنا"),
        ("<b>غليظ</b> و<i>مائل</i> ولل<em>كلمة</em> الواحدة", "غليظ ومائل وللكلمة الواحدة"),
        ("<script>var x = 1 < 2;</script>نص<style>p { color: red }</style>", "نص"),
        ("قبل<!-- <p>تعليق</p> -->بعد", "قبلبعد"),
        ("<![CDATA[نص]]>", "نص"),
        ("<ul><li>واحد</li><li>اثنان</li></ul>", "\nواحد\nاثنان\n"),
        ("<table><tr><td>ذهب</td><td>12</td></tr><tr><td>فضة</td><td>7</td></tr></table>", "\nذهب 12\nفضة 7\n"),
        (
            "<p>جملة طويلة مكسورة\n    في المصدر وتنتهي هنا.\nوجملة أخرى</p>",
            "\nجملة طويلة مكسورة في المصدر وتنتهي هنا.\nوجملة أخرى\n",
        ),
        ("<p>مثال: &lt;b&gt;غليظ&lt;/b&gt;</p>", "\nمثال: <b>غليظ</b>\n"),
        ("<o:p></o:p>نص <amp-img src='x'></amp-img>آخر", "نص آخر"),
        ('ملخص مقطوع <a href="https://example.org/lon', "ملخص مقطوع "),
        ("<img src='a.jpg' alt='صورة'/>نص", "نص"),
        ("نص <script>لا ينتهي", "نص <script>لا ينتهي"),
    ],
)
def test_markup_becomes_plain_text(markup, plain):
    assert plain_text(markup) == plain


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "&", "amp;", "lt;", "p", "b", "/", "<!--", "-->", '"', " ", "س", "script", "=", "#12;"]
        )
    )
)
def test_any_text_is_read(parts):
    assert isinstance(plain_text("".join(parts)), str)


@pytest.mark.parametrize(
    "part", ["<", "<a ", "<!--", "<script>", "<p>", '<a b="', "&", "&amp;amp;", "<b>", "<a" + " " * 9, "]]>"]
)
def test_long_texts_are_read_in_linear_time(part):
    began = time.perf_counter()
    plain_text(part * (150_000 // len(part)))
    assert time.perf_counter() - began < 10
