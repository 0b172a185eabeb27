"""From saved articles to groups: what is compared, joined, left and continued."""

import datetime as dt

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError

from archive.catalog.models import OutboxEntry
from archive.catalog.services import article_delete, article_publish, article_save, article_withdraw
from archive.coverage.models import PendingComparison, ShortVersion, Version, VersionGroup
from archive.coverage.selectors import version_group_keys, versions_of
from archive.coverage.services import (
    comparisons,
    comparisons_add,
    comparisons_add_due,
    comparisons_forget,
    comparisons_step,
    refusal_withdraw,
    versions_refuse,
)

pytestmark = pytest.mark.django_db

PORT = (
    "افتتحت بلدية المدينة القديمة سوقا للحرفيين قرب الميناء بعد عامين من أعمال الترميم.",
    "وقال رئيس اللجنة المشرفة إن السوق يضم أكثر من ستين دكانا تعرض النسيج والفخار والزجاج المنفوخ.",
    "وأضاف أن الجمعيات النسائية حصلت على ثلث الدكاكين بإيجار رمزي يشجع على الإنتاج المحلي.",
    "ورحب تجار الحي بالخطوة لكنهم طالبوا بتوسيع مواقف السيارات وتنظيم حركة الشاحنات في الصباح.",
    "ومن المنتظر أن يستقبل السوق زوار مهرجان الخريف الذي يقام كل عام على الواجهة البحرية.",
)
OTHER = (
    "أعلن مرصد الأحوال الجوية تشكل منخفض عميق فوق الهضبة الشرقية يرافقه هبوط حاد في الحرارة.",
    "ودعا الدفاع المدني سكان الأودية إلى الابتعاد عن مجاري السيول وتأجيل الرحلات البرية.",
    "وأغلقت مدارس القرى الجبلية أبوابها احترازا إلى حين تحسن الرؤية على الطرق.",
)


def run():
    """Compare all that waits, as the background process does."""
    comparisons_add_due()
    while comparisons_step():
        pass


def members(article):
    return [version.article for version in versions_of(article)]


def test_a_copy_with_another_headline_is_a_version(write):
    first = write(*PORT, title="سوق للحرفيين", source="أولى")
    copy = write(*PORT, title="الميناء يستقبل الحرفيين", source="ثانية", published="2024-06-22")
    run()
    assert members(copy) == [first, copy]
    group = VersionGroup.objects.get()
    assert group.representative == first
    version = Version.objects.get(article=copy)
    assert (version.relation, version.basis, version.share) == ("equal", "hash", 1.0)


def test_an_article_with_another_text_is_in_no_group(write):
    first, other = write(*PORT), write(*OTHER)
    run()
    assert version_group_keys([first.pk, other.pk]) == {}


def test_spelling_punctuation_and_the_shape_of_digits_make_no_difference(write):
    first = write(*PORT, "وبلغت كلفة الترميم 1250 ألف دينار على مرحلتين.")
    other = write(
        *[text.replace("إ", "ا").replace("ة ", "ه ") for text in PORT],
        "وبلغت كلفة الترميم، ١٬٢٥٠ ألف دينار على مرحلتين",
    )
    run()
    assert Version.objects.get(article=other).relation == "equal"
    assert members(first) == [first, other]


def test_a_shortened_text_tells_what_was_cut(write):
    full = write(*PORT)
    short = write(*PORT[:3], published="2024-06-21")
    run()
    version = Version.objects.get(article=short)
    assert (version.relation, version.kept, version.cut, version.added) == ("shortened", 3, 2, 0)
    assert members(full) == [full, short]


def test_an_extended_text_tells_what_was_added(write):
    write(*PORT[:4])
    longer = write(*PORT[:4], *OTHER[:2], published="2024-06-21")
    run()
    version = Version.objects.get(article=longer)
    assert (version.relation, version.kept, version.cut, version.added) == ("extended", 4, 0, 2)


def test_paragraphs_in_another_order_are_the_same_text(write):
    first, moved = write(*PORT), write(*reversed(PORT))
    run()
    assert members(first) == [first, moved]


def test_less_than_half_of_the_shorter_text_is_too_little(write):
    first = write(*PORT)
    write(PORT[0], *OTHER)
    run()
    assert members(first) == []


def test_a_shortening_of_two_sentences_is_linked_not_grouped(write):
    full, short = write(*PORT), write(*PORT[:2])
    run()
    assert not VersionGroup.objects.exists()
    link = ShortVersion.objects.get()
    assert (link.article, link.full, link.share) == (short, full, 1.0)


def test_the_full_text_that_comes_later_is_linked_with_its_shortening_too(write):
    short = write(*PORT[:2])
    run()
    full = write(*PORT)
    run()
    assert ShortVersion.objects.get().full == full
    assert ShortVersion.objects.get().article == short


@pytest.mark.parametrize(("published", "is_version"), [("2024-07-04", True), ("2024-07-05", False), (None, True)])
def test_versions_are_printed_within_14_days_of_the_representative(write, published, is_version):
    first, other = write(*PORT), write(*PORT, published=published)
    run()
    assert members(first) == ([first, other] if is_version else [])


def test_members_are_compared_with_the_representative_there_are_no_chains(write):
    first = write(*PORT)
    middle = write(*PORT, published="2024-06-30")
    late = write(*PORT, published="2024-07-10")
    run()
    assert members(first) == [first, middle]
    assert members(late) == []


def test_drafts_withdrawn_articles_and_cards_are_not_compared(write):
    first, draft = write(*PORT), write(*PORT)
    draft.state = "draft"
    article_save(article=draft)
    card = write(*PORT)
    card.kind = "stub"
    article_save(article=card)
    run()
    assert members(first) == []


def test_a_group_continues_when_its_representative_is_withdrawn_and_keeps_its_key(write):
    first, second, third = (write(*PORT, published=f"2024-06-2{day}") for day in range(3))
    run()
    key = VersionGroup.objects.get().key
    article_withdraw(article=first)
    run()
    group = VersionGroup.objects.get()
    assert (group.key, group.representative) == (key, second)
    assert members(third) == [second, third]
    article_publish(article=first)
    run()
    assert members(third) == [first, second, third]


def test_a_group_continues_when_its_representative_is_deleted(write):
    first, second, third = (write(*PORT, published=f"2024-06-2{day}") for day in range(3))
    run()
    article_delete(article=first)
    assert comparisons_step()
    assert VersionGroup.objects.get().representative == second
    assert members(second) == [second, third]


def test_a_group_of_one_is_dissolved(write):
    first, second = write(*PORT), write(*PORT)
    run()
    article_delete(article=second)
    article_withdraw(article=first)
    run()
    assert not VersionGroup.objects.exists()


def test_an_article_that_gets_another_text_leaves_its_group(write):
    first, second = write(*PORT), write(*PORT)
    run()
    article_save(article=second, paragraphs=[("paragraph", text) for text in OTHER])
    run()
    assert members(first) == []


def test_a_member_moved_in_time_leaves_its_group(write):
    first, second = write(*PORT), write(*PORT)
    run()
    second.published_on = dt.date(2024, 9, 1)
    article_save(article=second)
    run()
    assert members(first) == []


def test_a_changed_group_writes_all_its_articles_into_the_outbox(write):
    first = write(*PORT)
    run()
    OutboxEntry.objects.all().delete()
    second = write(*PORT)
    OutboxEntry.objects.all().delete()
    run()
    assert set(OutboxEntry.objects.values_list("article_pk", flat=True)) == {first.pk, second.pk}


def test_an_article_that_did_not_change_is_not_compared_again(write):
    first = write(*PORT)
    run()
    comparisons_add([first.pk])
    assert not PendingComparison.objects.exists()
    article_save(article=first, paragraphs=[("paragraph", text) for text in OTHER])
    comparisons_add([first.pk])
    assert PendingComparison.objects.count() == 1


def test_what_a_curator_refused_stays_apart_until_he_withdraws_it(write):
    first, second, third = write(*PORT), write(*PORT), write(*PORT)
    run()
    refusal = versions_refuse(article=third, other=second, by="محرر")
    run()
    assert members(first) == [first, second]
    article_save(article=third, paragraphs=[("paragraph", text) for text in (*PORT, OTHER[0])])
    comparisons_forget()
    run()
    assert third not in members(first) or second not in members(first)
    refusal_withdraw(refusal=refusal)
    run()
    assert members(first) == [first, second, third]


def test_an_article_is_not_refused_as_a_version_of_itself(write):
    article = write(*PORT)
    with pytest.raises(ValueError, match="itself"):
        versions_refuse(article=article, other=article)


def test_lines_that_recur_in_an_outlet_do_not_make_versions(write):
    notice = (
        "للاشتراك في النشرة البريدية اليومية أرسلوا كلمة نشرة إلى رقم الخدمة.",
        "جميع الحقوق محفوظة ولا يجوز النقل إلا بإذن مكتوب من إدارة التحرير.",
        "تابعوا آخر الأخبار على صفحاتنا في مواقع التواصل الاجتماعي كافة.",
    )
    fillers = (OTHER[0], PORT[1], PORT[4], OTHER[1])
    for count, text in enumerate(fillers, 1):
        write(text, *notice)
        run()
        # two such texts are taken for versions, until a third shows what they share
        assert VersionGroup.objects.exists() == (count == 2)


@pytest.mark.parametrize("fault", [RuntimeError, IntegrityError])
def test_an_article_that_cannot_be_compared_holds_up_no_other(write, monkeypatch, caplog, fault):
    first, broken, second = write(*PORT), write(*OTHER), write(*PORT)
    read = comparisons.find_candidates

    def fail(text, keys):
        if text.pk == broken.pk:
            raise fault("odd text")
        return read(text, keys)

    monkeypatch.setattr(comparisons, "find_candidates", fail)
    run()
    assert members(first) == [first, second]
    assert "could not be compared" in caplog.text
    monkeypatch.setattr(comparisons, "find_candidates", read)
    comparisons_add_due()
    assert PendingComparison.objects.get().article_pk == broken.pk


@pytest.mark.parametrize("outage", [OperationalError, InterfaceError])
def test_articles_wait_while_the_database_fails(write, monkeypatch, outage):
    def fail(text, keys):
        raise outage("database is locked")

    article = write(*PORT)
    comparisons_add_due()
    monkeypatch.setattr(comparisons, "find_candidates", fail)
    with pytest.raises(outage):
        comparisons_step()
    assert PendingComparison.objects.get().article_pk == article.pk
