"""People with different rights, and an archive with one row of every kind that the admin knows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from archive.catalog.models import (
    AboutPage,
    Article,
    ArticleRevision,
    Batch,
    Collision,
    Correction,
    FieldDifference,
    RawDocument,
    Redaction,
    Source,
    SplitDoubt,
    TakedownDecision,
    TakedownRequest,
    Tombstone,
)
from archive.catalog.services import article_save, texts_read
from archive.chronology.models import DateMention
from archive.coverage.models import Story, StoryMember
from archive.coverage.services import story_take_out
from archive.curation.kept_versions import Content
from archive.curation.models import KeptVersion, RecordedChange
from archive.desk.models import Invitation
from archive.entities.models import AuthorityChange, Entity, Mention, NameForm, SpellingVariant
from archive.ingest.models import Feed, Rule, Upload
from archive.statements.models import Quotation

HIDDEN_TITLE = "عنوان لم ينشر بعد"
HIDDEN_TEXT = "وصل الوفد المكتوم إلى المدينة."


@pytest.fixture
def sign_in(db: Any) -> Callable[..., Client]:
    """A browser signed in as a member of the staff with these permissions («catalog.change_article»)."""

    def sign_in(name: str, *permissions: str, group: str = "", **fields: Any) -> Client:
        user = User.objects.create_user(name, **{"is_staff": True, **fields})
        for permission in permissions:
            app, codename = permission.split(".")
            user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
        if group:
            user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def view_permissions(db: Any) -> list[str]:
    rows = Permission.objects.filter(codename__startswith="view_").values_list("content_type__app_label", "codename")
    return [f"{app}.{codename}" for app, codename in rows]


def save_article(title: str, text: str, **fields: Any) -> Article:
    return article_save(article=Article(title=title, **fields), paragraphs=[("lede", text), ("paragraph", "خاتمة.")])


@pytest.fixture
def one_of_each(db: Any) -> dict[type, Any]:
    """One row of every model by model; what belongs to an article belongs to a draft."""
    batch = Batch.objects.create(label="دفعة")
    raw = RawDocument.objects.create(sha256="c" * 64, content=HIDDEN_TITLE.encode(), origin="draft.txt", batch=batch)
    source = Source.objects.create(name="صحيفة المرفأ")
    draft = save_article(HIDDEN_TITLE, HIDDEN_TEXT, state="draft", raw_document=raw, source=source)
    entity = Entity.objects.create(type="person", name="سليم المرفئي", state="candidate")
    other = Entity.objects.create(type="person", name="نديم المرفئي")
    form = NameForm.objects.create(entity=entity, text="سليم المرفئي")
    NameForm.objects.create(entity=entity, text="س. المرفئي")
    mention = Mention.objects.create(
        article=draft, entity=entity, surface="الوفد", paragraph=0, start=4, end=9, confidence=0.3
    )
    date = DateMention.objects.create(
        article=draft, value="2024-06-20", first="2024-06-20", last="2024-06-20", precision="day", basis="stated",
        surface="المدينة", paragraph=0, start=22, end=29,
    )  # fmt: skip
    quotation = Quotation.objects.create(
        article=draft, type="indirect", surface="المدينة", paragraph=0, start=22, end=29, cue="قال", confidence=0.3
    )
    change = AuthorityChange.objects.create(
        kind="rename", label="قديم → سليم المرفئي", before={"entity": entity.pk, "name": "قديم", "added": []}
    )
    change.entities.add(entity)
    variant = SpellingVariant.objects.create(one="سليم", other="نديم")
    user = User.objects.create_user("زميل")
    tombstone = Tombstone.objects.create(import_key="k", title=HIDDEN_TITLE, raw_document=raw)
    difference = FieldDifference.objects.create(article=draft, field="title", record_value="عنوان السجل")
    collision = Collision.objects.create(import_key="k", article=draft, raw_document=raw, title=HIDDEN_TITLE)
    doubt = SplitDoubt.objects.create(
        article=draft, is_cut=False, opening="o", lines=[["doubtful", HIDDEN_TITLE, 3]], raw_document=raw
    )
    upload = Upload.objects.create(label=HIDDEN_TITLE, state="ready", counts={"added": 1})
    upload.rows.create(
        attempt=1, document=1, place=0, name="draft.txt", sha256="c" * 64, verdict="unchanged", kind="article",
        title=HIDDEN_TITLE, article=draft,
    )  # fmt: skip
    revision = ArticleRevision.objects.create(
        article=draft, number=1, replaced_by=batch, raw_document=raw, packed=texts_read([draft.pk])[draft.pk].packed()
    )
    redaction = Redaction.objects.create(forms=["اسم مكتوم"], reason="طلب", made_by="senior")
    asked = TakedownRequest.objects.create(
        article=draft, kind="personal", text="نص", name="سائل", email="a@example.org"
    )
    decided = TakedownDecision.objects.create(request=asked, action="refused", reason="سبب", decided_by="senior")
    group = Group.objects.create(name="قراء")
    invitation = Invitation.objects.create(
        name="زميلة", digest="d" * 64, expires_at=timezone.now() + dt.timedelta(days=1)
    )
    feed = Feed.objects.create(address="https://harbour.example/rss", moved_to="https://harbour.example/feed")
    told = {"user": user, "content_type": ContentType.objects.get_for_model(Article), "object_id": str(draft.pk)}
    told_of = RecordedChange.objects.create(**told, object_repr=HIDDEN_TITLE, action_flag=2, change_message="")
    earlier = Content({"title": "عنوان أول"}, {"paragraphs": [{"pk": 1, "role": "lede", "text": HIDDEN_TEXT}]})
    kept = KeptVersion.objects.create(entry=told_of, packed=earlier.packed())
    correction = Correction.objects.create(article=draft, text="صُحح الاسم.")
    rule = Rule.objects.create(kind="title", text=HIDDEN_TITLE, article_key=draft.stored_key, made_by=user)
    told = [save_article(f"افتتاح المرفأ {number}", f"افتتح المرفأ {number} أمس.") for number in range(3)]
    story = Story.objects.create(first_day="2024-06-20", last_day="2024-06-20")
    for article in (*told, draft):
        StoryMember.objects.create(article=article, story=story, basis="words", sureness=0.8, nearest=draft)
    story_change = story_take_out(story=story, articles=[told[2]], by="زميل")
    rows = (
        correction,
        story,
        story_change,
        AboutPage.objects.create(),
        redaction,
        asked,
        decided,
        batch,
        raw,
        source,
        draft,
        entity,
        form,
        mention,
        date,
        quotation,
        change,
        variant,
        user,
        group,
        tombstone,
        difference,
        collision,
        doubt,
        upload,
        feed,
        invitation,
        revision,
        told_of,
        kept,
        rule,
    )
    return {type(row): row for row in rows} | {Entity: entity, Article: draft, "other": other}
