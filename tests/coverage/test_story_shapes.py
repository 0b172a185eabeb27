"""Happenings of the shapes that news takes in a small archive: a visit, its eve, its background."""

from itertools import permutations

import pytest

from archive.coverage.models import StoryMember
from archive.coverage.services import comparisons_add_due, comparisons_step

pytestmark = pytest.mark.django_db

ARRIVAL = (
    "وصل رئيس زهرانيا سليم الداهور إلى رمادة صباح الخميس في زيارة دولة تستمر يومين، يسعى فيها إلى توثيق علاقات بلاده بجزر المرجان.",
    "واستقبله نظيره المرجاني عادل بن نورس في قصر اللؤلؤ قبل أن يوقعا سلسلة من الاتفاقات في التعليم والطاقة.",
    "ويصل الداهور إلى جزر المرجان قادما من بلاد الثلج التي وقع فيها معاهدة للمساعدة المتبادلة.",
)
AGREEMENTS = (
    "تعهدت زهرانيا وجزر المرجان الخميس بتعميق العلاقات بينهما خلال زيارة سليم الداهور إلى رمادة، حيث وقعتا نحو عشر اتفاقيات.",
    "وكان الداهور وقع قبل يوم في بلاد الثلج معاهدة للدفاع المشترك أثارت قلق جيرانها.",
    "وأشاد عادل بن نورس بضيفه وقال إن البلدين يريدان تعاونا أوسع في الدفاع والطاقة.",
)
ENVOY = (
    "قالت خارجية الاتحاد الشمالي إن مبعوثها إلى شرق المحيط سيزور جزر المرجان هذا الأسبوع، في أعقاب زيارة سليم الداهور رئيس زهرانيا.",
    "وكان الداهور قال في رمادة الخميس إن بلاده تريد بناء منظومة أمنية في المحيط، ووقع مع عادل بن نورس عشر اتفاقيات.",
)
BACKGROUND = (
    "وهذه هي الزيارة الأولى لسليم الداهور إلى جزر المرجان بعد انتخابه رئيسا لزهرانيا لولاية رابعة.",
    "وكان قد زار رمادة ثلاث مرات، ووصف البلدان علاقتهما في كل مرة بالشراكة التاريخية.",
)
EVE = (
    "يعتزم سليم الداهور رئيس زهرانيا زيارة بلاد الثلج وجزر المرجان خلال الأسابيع المقبلة، وفق صحيفة في عاصمته.",
    "ويتوقع أن يوقع الداهور في الزيارة التي تشمل رمادة اتفاقيات في الطاقة والدفاع.",
)
CALL = (
    "أجرى سليم الداهور رئيس زهرانيا ورئيس الاتحاد الشمالي محادثة هاتفية طويلة أمس الاثنين بشأن حرب السهول.",
    "وقال رئيس الاتحاد إنه لن يفرض عقوبات جديدة على زهرانيا.",
)


def run():
    """Find the stories of all that waits, as the background process does."""
    comparisons_add_due()
    while comparisons_step():
        pass


def story_of(article):
    member = StoryMember.objects.filter(article=article).select_related("story").first()
    return member and member.story


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_visit_in_an_archive_of_six_articles_is_one_story_that_continues_its_eve(write, order):
    """The words of six articles tell nothing about how rare a word is: the language does."""
    told = [
        {"text": ARRIVAL, "title": "الداهور يصل جزر المرجان سعيا إلى توثيق العلاقات في شرق المحيط", "source": "أولى"},
        {"text": AGREEMENTS, "title": None, "source": "ثانية"},
        {"text": ENVOY, "title": "مبعوث شمالي إلى جزر المرجان في أعقاب زيارة الداهور", "source": "ثالثة"},
    ]
    visit = [write(*told[place]["text"], title=told[place]["title"], source=told[place]["source"]) for place in order]
    background = write(*BACKGROUND, title=None, source="رابعة", published=None)
    eve = write(*EVE, title="الداهور يزور بلاد الثلج وجزر المرجان قريبا", source="خامسة", published="2024-06-10")
    call = write(*CALL, title="محادثة هاتفية بين الداهور ورئيس الاتحاد الشمالي", source="أولى", published=None)
    run()
    story = story_of(visit[0])
    assert story is not None
    assert {story_of(article) for article in visit} == {story}
    assert story.previous == story_of(eve) != story
    assert story_of(background) is story_of(call) is None
