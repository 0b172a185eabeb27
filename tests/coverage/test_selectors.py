from archive.catalog.services import article_withdraw
from archive.coverage.models import ShortVersion
from archive.coverage.selectors import short_versions, version_group_keys, versions_of


def test_articles_with_other_public_versions_have_the_key_of_their_group(write, group):
    first, second, alone = write("نص"), write("نص"), write("غيره")
    made = group(first, second)
    assert version_group_keys([first.pk, second.pk, alone.pk]) == {first.pk: made.key, second.pk: made.key}


def test_a_group_of_which_one_version_is_public_is_none(write, group):
    first, second = write("نص"), write("نص")
    group(first, second)
    article_withdraw(article=second)
    assert version_group_keys([first.pk, second.pk]) == {}
    assert versions_of(first) == []
    assert versions_of(second) == []


def test_versions_are_in_the_order_of_print_with_undated_ones_last(write, group):
    undated, later, first = (write("نص", published=day) for day in (None, "2024-06-22", "2024-06-20"))
    group(undated, later, first)
    assert [version.article for version in versions_of(later)] == [first, later, undated]


def test_short_versions_are_in_the_order_of_print_with_undated_ones_last(write):
    full = write("نص")
    undated, later, same_day, first = (
        write("قصير", published=day) for day in (None, "2024-06-22", "2024-06-22", "2024-06-20")
    )
    for short in (undated, same_day, later, first):
        ShortVersion.objects.create(article=short, full=full, share=1)
    assert short_versions(full) == [first, later, same_day, undated]


def test_a_withdrawn_version_is_not_among_the_versions(write, group):
    first, second, hidden = write("نص"), write("نص"), write("نص")
    group(first, second, hidden)
    article_withdraw(article=hidden)
    assert [version.article for version in versions_of(first)] == [first, second]
    assert versions_of(hidden) == []


def test_groups_of_many_articles_take_at_most_two_queries_each_500(write, group, django_assert_num_queries):
    first, second = write("نص"), write("نص")
    made = group(first, second)
    with django_assert_num_queries(3):  # the first 500 have no group to look up
        assert version_group_keys([*range(10_000, 10_700), first.pk]) == {first.pk: made.key}


def test_a_group_outlives_the_article_that_represents_it(write, group):
    first, second = write("نص"), write("نص")
    made = group(first, second)
    first.delete()
    made.refresh_from_db()
    assert made.representative is None
    assert [version.article for version in made.versions.all()] == [second]
