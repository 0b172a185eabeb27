"""AboutPage: what the archive says of itself to its readers. Curators' text replaces the text that ships, part by part."""

from django.db import models
from django.db.models import Q

DEFAULT_TEXTS = {
    "holds": (
        "في هذا الأرشيف مقالات صحفية عربية كما طُبعت أو نُشرت: نصها وعنوانها وكاتبها ومصدرها حيث تُعرف. "
        "ولا يُعدَّل نص مقال؛ فإن غيّره ناشره بقي نصه السابق، ويُقال إنه تغيّر.\n\n"
        "ولكل مقال سجل يقول من أي ملف أو عنوان جاء، ومتى دخل الأرشيف، وبصمة أصله الذي يُحفظ كما وصل."
    ),
    "reading": (
        "تواريخ النشر مما طُبع مع المقال. وما لم يُطبع له تاريخ يُستنتج تاريخه حيث يدل عليه نصه أو اسم ملفه، ويُكتب أنه مستنتج؛ "
        "وإلا بقي بلا تاريخ، ولا يُخمَّن.\n\n"
        "الأشخاص والأماكن والجهات تتعرّف عليها قواعد وسجلٌّ للأسماء يراجعه القيّمون، وكذلك التواريخ التي يذكرها النص. "
        "وفي ذلك خطأ لا يخلو منه مثله: اسم فات، أو شخصان بالاسم نفسه. فارجع إلى النص المطبوع قبل أن تنقل."
    ),
    "corrections": (
        "إن وجدت خطأً في نص أو تاريخ أو اسم، أو كان لك حق في مادة منشورة هنا، فاكتب إلى القائمين على الأرشيف، "
        "واذكر عنوان صفحة المقال وموضع الخطأ."
    ),
}
"""The text of each part until curators write their own. Paragraphs are separated by empty lines."""


class AboutPage(models.Model):
    """One row at most. An empty part shows the text that ships, so that later releases may improve it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    holds = models.TextField("ما في الأرشيف", blank=True)
    reading = models.TextField("كيف تُعرف التواريخ والأسماء", blank=True)
    corrections = models.TextField("التصحيح", blank=True)
    email = models.EmailField("بريد التصحيح", blank=True)

    class Meta:
        verbose_name = "صفحة «عن الأرشيف»"
        verbose_name_plural = "صفحة «عن الأرشيف»"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="about_page_is_one"),)

    def __str__(self) -> str:
        return "عن الأرشيف"

    def paragraphs(self, part: str) -> list[str]:
        """The paragraphs of `holds`, `reading` or `corrections`."""
        text = getattr(self, part).strip() or DEFAULT_TEXTS[part]
        return [" ".join(lines.split()) for lines in text.replace("\r\n", "\n").split("\n\n") if lines.strip()]
