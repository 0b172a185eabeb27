import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.coverage.models import VersionRefusal
from archive.coverage.selectors import versions_of
from archive.coverage.services import comparisons_add_due, comparisons_step
from tests.coverage.test_grouping import PORT

pytestmark = pytest.mark.django_db


def compare_all():
    comparisons_add_due()
    while comparisons_step():
        pass


@pytest.fixture
def pair():
    body = [("paragraph", text) for text in PORT]
    saved = [article_save(article=Article(title=title), paragraphs=body) for title in ("سوق", "ميناء")]
    compare_all()
    return saved


@pytest.fixture
def curator(client):
    user = User.objects.create_user("curator", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=("view_article", "change_article")))
    client.force_login(user)
    return user


def decide(client, article, other, decision):
    return client.post(
        reverse("admin:catalog_article_versions", args=[article.pk]), {"other": other, "decision": decision}
    )


def page(client, article):
    return client.get(reverse("admin:catalog_article_change", args=[article.pk])).content.decode()


def test_a_pair_is_kept_apart_for_good_until_the_decision_is_withdrawn(client, curator, pair):
    first, second = pair
    assert "ليسا نسختين</button>" in page(client, first)
    assert decide(client, first, second.pk, "apart").status_code == 302
    assert versions_of(first) == []
    assert VersionRefusal.objects.get().by == "curator"
    article_save(article=second, paragraphs=[("paragraph", text) for text in PORT[:4]])
    compare_all()
    assert versions_of(first) == []
    assert "التراجع عن القرار" in page(client, second)
    decide(client, second, first.pk, "compare")
    assert [row.article for row in versions_of(first)] == [first, second]


def test_the_history_of_both_articles_tells_the_decision(client, curator, pair):
    first, second = pair
    decide(client, first, second.pk, "apart")
    for article, other in ((first, second), (second, first)):
        history = client.get(reverse("admin:catalog_article_history", args=[article.pk])).content.decode()
        assert f"ليس نسخة من «{other}»." in history


def test_who_may_not_change_articles_decides_nothing(client, curator, pair):
    curator.user_permissions.set(Permission.objects.filter(codename="view_article"))
    assert "ليسا نسختين</button>" not in page(client, pair[0])
    assert decide(client, pair[0], pair[1].pk, "apart").status_code == 403
    assert len(versions_of(pair[0])) == 2


@pytest.mark.parametrize(
    ("other", "decision"), [("x", "apart"), ("999999", "apart"), ("9" * 30, "apart"), (None, "odd")]
)
def test_odd_input_is_not_found(client, curator, pair, other, decision):
    assert decide(client, pair[0], other or pair[1].pk, decision).status_code == 404
    assert decide(client, pair[0], pair[0].pk, "apart").status_code == 404
    assert not VersionRefusal.objects.exists()
