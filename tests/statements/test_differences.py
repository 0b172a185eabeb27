import datetime as dt

import pytest

from archive.catalog.models import Article, Source
from archive.catalog.services import article_save
from archive.entities.models import Entity, NameForm
from archive.ingest.annotation import article_annotate
from archive.statements.selectors import figures_that_differ

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    def told(*texts):
        pks = []
        for number, (day, text) in enumerate(texts):
            source = Source.objects.get_or_create(key=f"s{number}", name=f"صحيفة {number}")[0]
            article = article_save(
                article=Article(
                    title=f"خبر {number}",
                    source=source,
                    published_on=day,
                    published_precision="day",
                    published_basis="stated",
                ),
                paragraphs=[("lede", text)],
            )
            article_annotate(article=article)
            pks.append(article.pk)
        return [(row.label, [(one.figure.value, one.relation) for one in row.told]) for row in figures_that_differ(pks)]

    return told


DAY, NEXT = dt.date(2021, 5, 4), dt.date(2021, 5, 5)


def test_an_approximation_that_includes_the_other_is_shown_as_compatible(rows):
    found = rows(
        (DAY, "وقع الرئيسان نحو اثنتي عشرة اتفاقية تعاون."), (DAY, "ووقع الرئيسان 11 اتفاقية ومذكرة تفاهم في القصر.")
    )
    assert found == [("اتفاقية", [(12, "first"), (11, "compatible")])]


def test_an_approximation_without_a_number_is_compared_with_what_is_near_it(rows):
    found = rows((DAY, "فقد عشرات الأشخاص بيوتهم في السيول."), (DAY, "فقد 140 شخصا بيوتهم في السيول."))
    assert found == [("شخص", [(None, "first"), (140, "differs")])]


def test_figures_that_share_only_the_name_of_the_place_are_not_of_one_thing(rows):
    texts = "استقبلت النوارس 12 قافلة هذا الصيف.", "وصلت 20 قافلة محملة بالتمور قادمة من النوارس."
    assert len(rows(*((DAY, text) for text in texts))) == 1
    NameForm.objects.create(entity=Entity.objects.create(type="place", name="النوارس"), text="النوارس")
    assert rows(*((DAY, text) for text in texts)) == []


def test_the_dead_are_counted_also_where_the_verb_follows(rows):
    found = rows((DAY, "أعلن الوزير أن 57 شخصا قتلوا في القصف."), (DAY, "ارتفعت حصيلة القتلى إلى 70."))
    assert found == [("شخص", [(57, "first"), (70, "differs")])]
    assert rows((DAY, "وقال إن 57 شخصا غادروا بعد القصف."), (DAY, "سقط في القصف 70 قتيلا.")) == []


def test_figures_of_one_day_that_cannot_both_be_true_differ(rows):
    found = rows((DAY, "قتل 17 شخصا في الانفجار."), (DAY, "أسفر الهجوم عن سقوط 25 قتيلا."))
    assert found == [("شخص", [(17, "first"), (25, "differs")])]


def test_a_later_toll_is_an_update(rows):
    found = rows((NEXT, "ارتفعت حصيلة القتلى إلى 25."), (DAY, "قتل 17 شخصا في الانفجار."))
    assert found == [("شخص", [(17, "first"), (25, "update")])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("زار الرئيس البلاد أربع مرات منذ انتخابه.", "هذه أول زيارة للرئيس إلى البلاد."),
        ("قتل 17 شخصا في الانفجار.", "أصيب 25 شخصا في الانفجار."),
        ("شارك في المؤتمر 12 دولة.", "تعاني القارة من الجفاف في 20 دولة."),
        ("قتل 17 شخصا في الانفجار.", "خلف الانفجار 17 قتيلا."),
        ("قام الوزير برابع زيارة له إلى الجزيرة هذا العام.", "وهي أول زيارة للوزير إلى الجزيرة منذ توليه المنصب."),
        ("بدأ الوزير زيارته الرابعة إلى الجزيرة.", "هذه الزيارة الأولى للوزير إلى الجزيرة بعد خمس زيارات ملغاة."),
        ("ما زال عشرات الأشخاص في المدينة تحت الأنقاض.", "نزح عن المدينة نحو 300 ألف شخص وباتوا بلا مأوى."),
        ("قال مسؤول في المدينة إن 60 عاملا أضربوا.", "حضر إلى المدينة 4 آلاف عامل لحضور المعرض."),
        ("سجل اللاعب هدفين في شباك منافسه.", "وتصدر القائمة برصيد ثمانية أهداف في البطولة."),
    ],
)
def test_different_things_and_the_same_figure_are_no_row(rows, one, other):
    assert rows((DAY, one), (DAY, other)) == []


def test_of_too_many_figures_those_printed_first_are_compared(rows, monkeypatch):
    monkeypatch.setattr("archive.statements.selectors.differences.MAX_FIGURES", 2)
    told = ((NEXT, "ارتفعت حصيلة القتلى إلى 30."), (DAY, "قتل 17 شخصا."), (DAY, "سقط 25 قتيلا."))
    assert rows(*told) == [("شخص", [(17, "first"), (25, "differs")])]


def test_articles_that_readers_may_not_see_are_left_out(rows):
    rows((DAY, "قتل 17 شخصا في الانفجار."), (DAY, "سقط 25 قتيلا."))
    Article.objects.filter(title="خبر 1").update(state="withdrawn")
    assert figures_that_differ(list(Article.objects.values_list("pk", flat=True))) == []
