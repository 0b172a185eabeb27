"""Items are moved; the order stays whole whatever was moved before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.desk.selectors import live_items
from archive.desk.services import (
    EditConflictError,
    articles_keep,
    dossier_create,
    item_move,
    item_move_before,
    item_remove,
    item_restore,
    item_step,
)


def order(dossier):
    return [item.article.title for item in live_items(dossier)]


@pytest.fixture
def items(dossier, owner, make_article):
    """The primary keys of four items: أ ب ج د."""
    articles_keep(user=owner, key=dossier.key, articles=[make_article(title=title).key for title in "أبجد"])
    return list(live_items(dossier).values_list("pk", flat=True))


@pytest.mark.parametrize(("to", "expected"), [(1, "دأبج"), (2, "أدبج"), (4, "أبجد"), (99, "أبجد"), (-3, "دأبج")])
def test_an_item_goes_to_the_place_named(dossier, owner, items, to, expected):
    place = item_move(user=owner, key=dossier.key, item=items[3], to=to)
    assert "".join(order(dossier)) == expected
    assert place == expected.index("د") + 1


@pytest.mark.parametrize(("step", "expected"), [(-1, "بأجد"), (1, "أجبد"), (-9, "بأجد"), (9, "أجدب")])
def test_an_item_goes_up_and_down(dossier, owner, items, step, expected):
    item_step(user=owner, key=dossier.key, item=items[1], step=step)
    assert "".join(order(dossier)) == expected


def test_an_item_goes_in_front_of_another_and_to_the_end(dossier, owner, items):
    assert item_move_before(user=owner, key=dossier.key, item=items[3], before=items[1]) == 2
    assert "".join(order(dossier)) == "أدبج"
    assert item_move_before(user=owner, key=dossier.key, item=items[0], before=None) == 4
    assert "".join(order(dossier)) == "دبجأ"


def test_what_was_removed_meanwhile_is_not_moved(dossier, owner, items):
    item_remove(user=owner, key=dossier.key, item=items[0])
    with pytest.raises(EditConflictError):
        item_move(user=owner, key=dossier.key, item=items[0], to=2)
    with pytest.raises(EditConflictError):
        item_move_before(user=owner, key=dossier.key, item=items[1], before=items[0])


def test_many_moves_into_the_same_gap_keep_the_order(dossier, owner, items):
    expected = list("أبجد")
    for _ in range(100):
        item_move(user=owner, key=dossier.key, item=items["أبجد".index(expected[3])], to=2)
        expected.insert(1, expected.pop())
        assert order(dossier) == expected


class Orders(TestCase):
    @settings(max_examples=25)
    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6), st.booleans()), max_size=20))
    def test_moves_removals_and_their_undoing_give_what_a_list_gives(self, steps):
        from django.contrib.auth.models import User

        user, _ = User.objects.get_or_create(username="huda")
        made = dossier_create(user=user, title="ترتيب")
        articles = [article_save(article=Article(title=title), paragraphs=[]).key for title in "أبجده"]
        articles_keep(user=user, key=made.key, articles=articles)
        items = list(live_items(made).values_list("pk", flat=True))
        expected = list(items)
        for which, to, only_moves in steps:
            item = items[which]
            if only_moves:
                item_move(user=user, key=made.key, item=item, to=to)
                expected.remove(item)
                expected.insert(min(max(to, 1), 5) - 1, item)
            else:
                item_remove(user=user, key=made.key, item=item)
                item_restore(user=user, key=made.key, item=item)
        assert list(live_items(made).values_list("pk", flat=True)) == expected
