"""Every address of the site, for an article of each grade: what it allows is shown, and no more (docs/curation.md).

An address is in SHOWN, with those places at which a published article appears; in SILENT, where no article appears; or in WRITES,
which take forms alone. A new page has to be placed in one of them.
"""

import datetime as dt
import io
import json
import zipfile
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from archive import search
from archive.catalog.models import Article, Correction, Redaction, Source
from archive.catalog.services import article_save, article_set_state
from archive.coverage.models import Story, StoryMember, Version, VersionGroup
from archive.curation.redactions import redaction_make, redaction_undo
from archive.desk import services as desk
from archive.entities.models import Entity, Mention
from archive.ingest.services import paths_import
from archive.text.passages import Passage, passage_digest
from archive.web.alerts import alerts_job

pytestmark = pytest.mark.django_db
MARK = "زعفران"
"""In every field of the article that readers see, and in no other text of the archive or the site."""
REASON = "طلب صاحب النص سحبه."
QUERY = "q=المحصول"

SHOWN = {
    "home": ["/"],
    "search": [f"/search/?{QUERY}", "/search/?kind=all&sort=newest", f"/search/?{QUERY}&group=story"],
    "feed": [f"/search/feed/?{QUERY}"],
    "export": [f"/search/export.{suffix}?{QUERY}" for suffix in ("csv", "xlsx", "ris", "bib", "jsonl")],
    "timeline": [f"/search/timeline/?{QUERY}"],
    "timeline-csv": [f"/search/timeline.csv?{QUERY}"],
    "timeline-ics": [f"/search/timeline.ics?{QUERY}"],
    "quotes": [f"/search/quotes/?{QUERY}&words=article"],
    "quotes-csv": [f"/search/quotes.csv?{QUERY}&words=article"],
    "quotes-feed": [f"/search/quotes/feed/?{QUERY}&words=article"],
    "api-quotes": [f"/api/v1/quotes?{QUERY}&words=article"],
    "article-ris": ["/articles/{key}.ris"],
    "article-bibtex": ["/articles/{key}.bib"],
    "article-csl": ["/articles/{key}.csl.json"],
    "article": ["/articles/{key}/", "/articles/{key}/?passage={passage}", "/articles/{other}/"],
    "citation": ["/articles/{key}/citation/", "/articles/{key}/citation/?style=apa"],
    "original": ["/articles/{key}/original/"],
    "related": ["/articles/{key}/related/", "/articles/{third}/related/"],
    "revision": ["/articles/{key}/revisions/1/"],
    "versions": ["/articles/{key}/versions/{other}/", "/articles/{other}/versions/{key}/"],
    "entity": ["/entities/{entity}/"],
    "source": ["/sources/{source}/"],
    "api-search": [f"/api/v1/search?{QUERY}", "/api/v1/search?group=none", "/api/v1/search?group=story"],
    "api-timeline": [f"/api/v1/timeline?{QUERY}"],
    "api-suggest": ["/api/v1/suggest?q=زعفر"],
    "api-article": ["/api/v1/articles/{key}"],
    "api-entity": ["/api/v1/entities/{entity}"],
    "api-source": ["/api/v1/sources/{source}"],
    "network": [f"/search/network/?{QUERY}"],
    "api-network": [f"/api/v1/network?{QUERY}"],
    "outlets": [f"/search/outlets/?{QUERY}&left={{source}}&right={{third_source}}"],
    "api-outlets": [f"/api/v1/outlets?{QUERY}&left={{source}}&right={{third_source}}"],
    "stories": ["/stories/"],
    "story": ["/stories/{story}/"],
    "story-compare": ["/stories/{story}/compare/?left={source}&right={third_source}"],
    "api-stories": ["/api/v1/stories"],
    "api-story": ["/api/v1/stories/{story}"],
    "api-story-compare": ["/api/v1/stories/{story}/compare?left={source}&right={third_source}"],
    "day": ["/days/2024-06-20/"],
    "source-day": ["/sources/{source}/2024-06-20/"],
    "dossier-file": ["/dossiers/{dossier}.html", "/dossiers/{dossier}.docx", "/dossiers/{dossier}.zip"],
    "shared-file": ["/shared/{token}/dossier.html", "/shared/{token}/dossier.docx"],
    "kept-download": ["/me/data/download/"],
    "saved-search-feed": ["/me/searches/{feed}.atom"],
    "saved-search-news": ["/me/searches/{saved}/news/?after=0"],
    "dossier": ["/dossiers/{dossier}/"],
    "dossier-add": ["/dossiers/add/?id={key}"],
    "shared": ["/shared/{token}/"],
    "takedown": ["/takedown/?article={key}"],
    "shared-article": ["/shared/{token}/articles/{key}/"],
}
SILENT = {
    "advanced": "/search/advanced/",
    "compare": f"/search/compare/?{QUERY}&q=الأهالي",
    "compare-file": f"/search/compare.csv?{QUERY}&q=الأهالي",
    "api-compare": f"/api/v1/compare?{QUERY}&q=الأهالي",
    "batch": "/search/batch/",
    "days": "/days/",
    "about": "/about/",
    "help": "/help/",
    "help-page": "/help/start/",
    "guide": "/help/search/",
    "api-guide": "/api/",
    "api-description": "/api/v1/openapi.json",
    "api-root": "/api/v1/",
    "api/v1/<path:rest>": "/api/v1/{key}",
    "opensearch": "/opensearch.xml",
    "takedown-sent": "/takedown/sent/{key}/",
    "healthz": "/healthz",
    "readyz": "/readyz",
    "metrics": "/metrics",
    "robots": "/robots.txt",
    "favicon": "/favicon.ico",
    "sign-in": "/accounts/sign-in/",
    "password-change": "/accounts/password/",
    "password-changed": "/accounts/password/changed/",
    "invitation": "/accounts/invitation/x/",
    "invitation-form": "/accounts/invitation/",
    "me": "/me/",
    "tokens": "/me/tokens/",
    "second-factor": "/me/second-factor/",
    "sessions": "/me/sessions/",
    "mail-address": "/me/mail/",
    "kept": "/me/data/",
    "account-delete": "/me/data/close/",
    "saved-searches": "/me/searches/",
    "saved-search-new": f"/me/searches/save/?{QUERY}",
    "saved-search": "/me/searches/{saved}/",
    "alert-unsubscribe": "/me/searches/unsubscribe/x/",
    "dossiers": "/dossiers/",
    "dossier-edit": "/dossiers/{dossier}/edit/",
    "dossier-delete": "/dossiers/{dossier}/delete/",
    "dossier-sharing": "/dossiers/{dossier}/sharing/",
}
WRITES = {
    "sign-out", "saved-search-open", "saved-search-alert", "saved-search-feed-change", "dossier-notes", "dossier-note",
    "dossier-item-move", "dossier-item-note", "dossier-item-remove", "dossier-item-restore", "dossier-colleagues",
    "dossier-colleague", "dossier-leave", "dossier-links", "dossier-link", "saved-search-delete", "token-delete", "kept-clear",
    "session-delete",
}  # fmt: skip
OF_THE_ARTICLE = [
    "article", "api-article", "versions", "article-ris", "article-bibtex", "article-csl", "citation", "original", "related",
    "revision",
]  # fmt: skip
OF_THE_INDEX = [f"{name} {MARK}" for name in ("قسم", "وسم", "وكالة")]
"""Labels of facets that are values of the index alone: they stay for the moment until the outbox has reached it."""
HIDDEN = {
    "withdrawn with a reason": {"state": "withdrawn", "reason": REASON},
    "withdrawn": {"state": "withdrawn"},
    "draft": {"state": "draft"},
    "embargoed": {"state": "embargoed", "embargo_until": timezone.now() + dt.timedelta(days=1)},
}


@pytest.fixture
def places(tmp_path, request):
    """Keys of an article that is everywhere, and of what it is in. Another article is its version and its parent."""
    owner = User.objects.create_user("owner")
    saved = desk.saved_search_add(user=owner, name="بحث", query=QUERY)
    feed = desk.alert_feed_renew(user=owner, key=saved.key)
    alerts_job({})
    record = {
        "id": 1,
        "title": f"موسم {MARK}",
        "source": getattr(request, "param", f"صحيفة {MARK}"),
        "author": f"كاتب {MARK}",
        "section": f"قسم {MARK}",
        "tags": [f"وسم {MARK}"],
        "agency": f"وكالة {MARK}",
        "date": "2024-06-20",
    }
    for text in (f"نص أول عن محصول {MARK}.", f"بدأ جمع المحصول من حقول {MARK} في 5 مايو 2024."):
        write(tmp_path, {**record, "body": [text, "وحضر الأهالي.", f"وقال الوزير إن {MARK} يكفي السوق كلها."]})
    article = Article.objects.get()
    other = article_save(article=Article(title="خبر الحقول"), paragraphs=[("paragraph", "بدأ جمع المحصول أمس.")])
    Article.objects.filter(pk=article.pk).update(parent=other)
    group = VersionGroup.objects.create(representative=other)
    for one in (other, article):
        Version.objects.create(article=one, group=group, relation="equal", basis="hash", share=1)
    third_source = Source.objects.create(name="صحيفة السوق")
    third = article_save(
        article=Article(title="خبر آخر", source=third_source), paragraphs=[("paragraph", "جمع الوزير المحصول.")]
    )
    story = Story.objects.create(first_day="2024-06-20", last_day="2024-06-20")
    for one in (article, third):
        StoryMember.objects.create(article=one, story=story, basis="words", sureness=0.8)
    Correction.objects.create(article=article, text=f"صُحح اسم {MARK}.")
    entity = Entity.objects.create(type="person", name=f"سليم {MARK}", state="known")
    named = Entity.objects.create(type="person", name="ناصر الراوي", state="known")
    for one, who, surface in ((article, entity, MARK), (article, named, "جمع"), (third, named, "الوزير")):
        start = one.paragraphs.get(position=0).text.index(surface)
        place = {"paragraph": 0, "start": start, "end": start + len(surface), "decision": "confirmed"}
        Mention.objects.create(article=one, entity=who, surface=surface, **place)
    for pk in (article.pk, third.pk):
        article_save(article=Article.objects.get(pk=pk))
    dossier = desk.dossier_create(user=owner, title="ملف")
    desk.articles_keep(user=owner, key=dossier.key, articles=[article.key, other.key], note="")
    desk.passages_keep(user=owner, key=dossier.key, article=article.key, places=[desk.Place(0, 0, 40)])
    _, token = desk.link_make(user=owner, key=dossier.key, with_files=True)
    quoted = article.paragraphs.get(position=0).text[:5]
    passage = str(Passage(1, 0, len(quoted), passage_digest(quoted), 2))
    search.drain()
    alerts_job({})
    return {
        "key": article.key, "other": other.key, "third": third.key, "third_source": third_source.key, "source": article.source.key, "entity": entity.key, "saved": saved.key,
        "dossier": dossier.key, "passage": passage, "token": token, "feed": feed, "story": story.key,
    }  # fmt: skip


def write(folder, record):
    """Import a record from a file whose name has the mark."""
    (folder / f"{MARK}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    paths_import(paths=[str(folder / f"{MARK}.jsonl")])


@pytest.fixture
def owner(places):
    client = Client()
    client.force_login(User.objects.get(username="owner"))
    return client


def decide(places, **decision):
    article_set_state(article=Article.objects.get(key=places["key"]), **decision)


def text_of(answer):
    """As a reader reads it: unpacked, without folded lines and escapes."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            content = b"".join(map(file.read, file.namelist()))
    return unescape(content.decode(errors="replace").replace("\r\n ", "")).replace(json.dumps(MARK)[1:-1], MARK)


def shown_at(clients, places, besides=()):
    """The addresses at which one of the clients reads something of the article besides these labels."""

    def shows(answer):
        text = text_of(answer)
        for label in besides:
            text = text.replace(label, "")
        return MARK in text

    addresses = [one.format(**places) for name in SHOWN for one in SHOWN[name]]
    return [one for one in addresses if any(shows(client.get(one)) for client in clients)]


def all_names(patterns=None, route=""):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield one.name or route + str(one.pattern)
        elif one.namespace != "admin":
            yield from all_names(one.url_patterns, route + str(one.pattern))


def test_every_address_has_its_place():
    assert sorted(all_names()) == sorted([*SHOWN, *SILENT, *WRITES])


def test_what_is_published_is_everywhere(owner, places):
    every = [one.format(**places) for name in SHOWN for one in SHOWN[name]]
    assert shown_at([owner], places) == every
    assert 'id="passage"' in owner.get("/articles/{key}/?passage={passage}".format(**places)).content.decode()


def test_some_addresses_never_show_an_article(owner, places):
    for address in SILENT.values():
        assert MARK not in text_of(owner.get(address.format(**places))), address


@pytest.mark.parametrize("decision", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("is_index_late", [False, True], ids=["indexed", "index late"])
def test_what_is_not_public_is_nowhere_and_comes_back_whole(owner, places, decision, is_index_late):
    every = shown_at([owner], places)
    decide(places, **decision)
    if not is_index_late:
        search.drain()
    assert shown_at([owner, Client()], places, OF_THE_INDEX if is_index_late else ()) == []
    for name in set(OF_THE_ARTICLE) - {"article", "api-article"}:
        assert owner.get(SHOWN[name][0].format(**places)).status_code == 404, name
    decide(places, state="published")
    search.drain()
    shown = shown_at([owner], places)
    assert [one for one in every if one not in shown] == []


@pytest.mark.parametrize("decision", HIDDEN.values(), ids=HIDDEN)
def test_its_own_address_tells_the_public_reason_or_nothing(owner, places, decision):
    decide(places, **decision)
    page, answer = owner.get(f"/articles/{places['key']}/"), Client().get(f"/api/v1/articles/{places['key']}")
    if "reason" in decision:
        assert (page.status_code, answer.status_code) == (410, 410)
        assert REASON in page.content.decode()
        assert answer.json()["reason"] == REASON
        assert page["Cache-Control"] == answer["Cache-Control"] == "no-store"
    else:
        assert (page.status_code, answer.status_code) == (404, 404)
        assert answer.json() == Client().get("/api/v1/articles/x").json()


def test_what_search_engines_leave_out_is_everywhere_but_in_feeds(owner, places):
    every = [one for one in shown_at([owner], places) if "/feed/" not in one]
    Article.objects.filter(key=places["key"]).update(noindex=True)
    assert shown_at([owner], places) == every
    for name in OF_THE_ARTICLE:
        assert Client().get(SHOWN[name][0].format(**places))["X-Robots-Tag"] == "noindex", name
    assert '<meta name="robots" content="noindex">' in Client().get(f"/articles/{places['key']}/").content.decode()
    assert "X-Robots-Tag" not in Client().get(f"/articles/{places['other']}/")


@pytest.mark.parametrize("places", ["صحيفة الحقول"], indirect=True)
@pytest.mark.parametrize("is_index_late", [False, True], ids=["indexed", "index late"])
def test_a_redacted_name_is_nowhere_and_comes_back(owner, places, is_index_late):
    """The name of a source stays: it is of many articles."""
    every, curator = shown_at([owner], places), User.objects.create_superuser("senior")
    assert len(every) > 50
    redaction = Redaction(forms=[MARK], reason="طلب صاحب الاسم.")
    redaction_make(redaction=redaction, articles=[Article.objects.get(key=places["key"])], user=curator)
    if not is_index_late:
        search.drain()
    assert shown_at([owner, Client()], places, OF_THE_INDEX if is_index_late else ()) == []
    page = owner.get(f"/articles/{places['key']}/")
    assert page.status_code == 200
    assert redaction.replacement in page.content.decode()
    assert redaction.replacement in owner.get(f"/dossiers/{places['dossier']}/").content.decode()
    redaction_undo(redaction=redaction, user=curator)
    search.drain()
    shown = shown_at([owner], places)
    assert [one for one in every if one not in shown] == []
