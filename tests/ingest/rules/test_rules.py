"""What a curator decided once is applied to what is imported later, and counted; taken back, it waits again."""

import json

import pytest

from archive.catalog.models import Article, Source
from archive.catalog.services import article_delete, article_save
from archive.ingest import restoring, rule_application
from archive.ingest.models import Rule
from archive.ingest.rule_services import doubtful_articles, rule_add, rule_undo
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
PAGE = """
وصلت السفينة إلى الميناء صباح اليوم وعلى متنها وفد كبير من الخبراء الأجانب.

وقال مدير الميناء إن الزيارة تستمر أياما، وإن الوفد سيتفقد الأرصفة كلها ثم يعود.
"""
SOURCE_PAGE = """منصة المرفأ الخبرية

السفينة تصل إلى الميناء وعلى متنها وفد من الخبراء

وصلت السفينة إلى الميناء صباح اليوم وعلى متنها وفد كبير من الخبراء الأجانب جاؤوا لتفقد الأرصفة.

وقال مدير الميناء إن الزيارة تستمر أياما، وإن الوفد سيتفقد الأرصفة كلها ثم يعود إلى بلاده.
"""


def load(folder, name, text, **options):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return paths_import(paths=[str(path)], **options)


def lines(*records):
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def waiting(kind):
    return doubtful_articles(kind).count()


def test_a_second_import_asks_nothing_again(tmp_path):
    load(tmp_path, "page.txt", PAGE)
    article = Article.objects.get()
    assert [waiting(kind) for kind in ("title", "unknown_date", "unknown_source")] == [1, 1, 1]
    for kind in ("title", "unknown_date", "unknown_source"):
        rule_add(kind=kind, article=article)
    assert str(load(tmp_path, "page.txt", PAGE)).startswith("0 articles added")
    assert [waiting(kind) for kind in ("title", "unknown_date", "unknown_source")] == [0, 0, 0]


def test_a_decision_outlives_the_article(tmp_path):
    load(tmp_path, "page.txt", PAGE)
    rule = rule_add(kind="title", article=Article.objects.get())
    article_delete(article=Article.objects.get())
    load(tmp_path, "page.txt", PAGE, restore_deleted=True)
    assert waiting("title") == 0
    assert rule.articles.get() == Article.objects.get()


def test_an_accepted_value_is_asked_again_when_it_changes(tmp_path):
    record = {"id": "1", "body": "وصلت السفينة إلى الميناء."}
    load(tmp_path, "a.jsonl", lines(record))
    rule_add(kind="title", article=Article.objects.get(), text=Article.objects.get().generated_title)
    assert waiting("title") == 0
    load(tmp_path, "a.jsonl", lines(record | {"body": "وصلت السفينة إلى الميناء متأخرة."}))
    assert waiting("title") == 1


def test_a_site_that_stays_unknown_asks_nothing_of_what_comes_later(tmp_path):
    addresses = ["https://harbour.example/1", "https://www.harbour.example/2", "https://nearharbour.example/3"]
    records = [{"id": str(number), "body": "وصلت السفينة.", "url": url} for number, url in enumerate(addresses)]
    load(tmp_path, "a.jsonl", lines(records[0]))
    rule = rule_add(kind="unknown_source", text="harbour.example")
    assert waiting("unknown_source") == 0
    load(tmp_path, "b.jsonl", lines(*records[1:]))
    assert [article.url for article in doubtful_articles("unknown_source")] == addresses[2:]
    rule_undo(rule=rule)
    assert waiting("unknown_source") == 3


def test_a_decision_for_a_source_holds_for_what_comes_later(tmp_path):
    load(tmp_path, "a.jsonl", lines({"id": "1", "body": "وصلت السفينة.", "source": "صحيفة المرفأ"}))
    rule = rule_add(kind="title", source=Source.objects.get())
    later = [{"id": "2", "body": "عادت السفينة.", "source": name} for name in ("صحيفة المرفأ", "صحيفة الجبل")]
    load(tmp_path, "b.jsonl", lines(*later))
    assert rule.articles.count() == 2
    assert [article.source.name for article in doubtful_articles("title")] == ["صحيفة الجبل"]


def test_a_rule_that_is_taken_back_settles_nothing(tmp_path):
    load(tmp_path, "page.txt", PAGE)
    rule = rule_add(kind="title", article=Article.objects.get())
    assert rule_undo(rule=rule)
    assert not rule_undo(rule=rule)
    assert waiting("title") == 1


def test_a_rule_is_made_once_and_replaced_by_one_that_says_otherwise():
    one, other = Source.objects.create(name="صحيفة المرفأ"), Source.objects.create(name="صحيفة الجبل")
    first = rule_add(kind="site", text="harbour.example", meant_source=one)
    assert rule_add(kind="site", text="harbour.example", meant_source=one) == first
    rule_add(kind="site", text="harbour.example", meant_source=other)
    assert [rule.meant_source for rule in Rule.objects.active()] == [other]


def test_the_source_of_a_site_is_known_to_later_imports(tmp_path):
    paper = Source.objects.create(name="صحيفة المرفأ")
    record = {"id": "1", "title": "خبر", "body": "وصلت السفينة.", "url": "https://www.harbour.example/1"}
    load(tmp_path, "a.jsonl", lines(record))
    rule = rule_add(kind="site", text="harbour.example", meant_source=paper)
    assert Article.objects.get().source == paper
    assert "1 unchanged" in str(load(tmp_path, "a.jsonl", lines(record)))
    load(tmp_path, "b.jsonl", lines(record | {"id": "2"}))
    load(tmp_path, "c.jsonl", lines(record | {"id": "3", "source": "صحيفة الجبل"}))
    assert rule.articles.count() == 2
    rule_undo(rule=rule)
    assert Article.objects.filter(source=None).count() == 2


def test_a_source_line_is_no_text_and_names_the_source(tmp_path):
    load(tmp_path, "before.txt", SOURCE_PAGE)
    before = Article.objects.get()
    assert before.source is None
    paper = Source.objects.create(name="المرفأ")
    rule = rule_add(kind="source_line", text="منصة المرفأ الخبريّة", meant_source=paper)
    load(tmp_path, "after.txt", SOURCE_PAGE.replace("صباح", "مساء"))
    after = Article.objects.latest("pk")
    assert (after.source, after.title) == (paper, "السفينة تصل إلى الميناء وعلى متنها وفد من الخبراء")
    assert "منصة المرفأ" not in "\n".join(after.paragraphs.values_list("text", flat=True))
    assert list(rule.articles.all()) == [after]


def test_a_source_line_in_a_record_is_no_text_either(tmp_path):
    paper = Source.objects.create(name="المرفأ")
    rule = rule_add(kind="source_line", text="عن منصة المرفأ", meant_source=paper)
    record = {"id": "1", "title": "خبر", "body": "عن منصة المرفأ\n\nوصلت السفينة إلى الميناء."}
    load(tmp_path, "a.jsonl", lines(record))
    article = Article.objects.get()
    assert (article.source, list(article.paragraphs.values_list("role", "text"))) == (
        paper,
        [("lede", "وصلت السفينة إلى الميناء.")],
    )
    assert rule.articles.get() == article
    assert "1 unchanged" in str(load(tmp_path, "a.jsonl", lines(record)))


@pytest.fixture
def doubtful_name(monkeypatch):
    """Every reading of an article takes «المرفئي» for this entity, with little confidence."""
    from archive.entities.models import Entity, Mention
    from archive.ingest import annotation

    entity = Entity.objects.create(type="person", name="سليم المرفئي", state="candidate")
    build = annotation.annotations_of

    def annotations_of(article, paragraphs, found):
        built = build(article, paragraphs, found)
        for place, (_, text) in enumerate(paragraphs):
            if (start := text.find("المرفئي")) >= 0:
                built.mentions.append(
                    Mention(
                        article=article, entity=entity, surface="المرفئي", paragraph=place, start=start, end=start + 7,
                        confidence=0.4,
                    )
                )  # fmt: skip
        return built

    monkeypatch.setattr(annotation, "annotations_of", annotations_of)
    return entity


def suggested():
    from archive.entities.models import Mention

    return Mention.objects.suggested().filter(surface="المرفئي").count()


def test_a_name_form_is_decided_for_all_that_comes(tmp_path, doubtful_name):
    from archive.entities.models import Entity, Mention

    other = Entity.objects.create(type="person", name="نديم المرفئي")
    records = [{"id": str(n), "body": "وصل المرفئي إلى الميناء.", "source": "صحيفة المرفأ"} for n in range(2)]
    load(tmp_path, "a.jsonl", lines(*records))
    assert suggested() == 2
    rule = rule_add(kind="name_form", text="المرفئى", entity=other)
    assert (suggested(), rule.articles.count()) == (0, 2)
    load(tmp_path, "b.jsonl", lines({"id": "9", "body": "غادر المرفئي الميناء."}))
    assert Mention.objects.filter(entity=other, confidence=1).count() == 3
    rule_undo(rule=rule)
    assert suggested() == 3
    assert not Mention.objects.filter(entity=other).exists()


def test_a_form_that_is_no_name_in_one_source_may_be_one_elsewhere(tmp_path, doubtful_name):
    source = Source.objects.create(name="صحيفة المرفأ")
    rule_add(kind="name_form", text="المرفئي", source=source)
    records = [{"id": name, "body": "وصل المرفئي.", "source": name} for name in ("صحيفة المرفأ", "صحيفة الجبل")]
    load(tmp_path, "a.jsonl", lines(*records))
    assert suggested() == 1


FOOTER = "تُنشر هذه المادة بالتعاون مع شبكة المرافئ، وجميع الآراء لأصحابها."


def texts(article):
    return list(article.paragraphs.order_by("position").values_list("role", "text"))


def test_what_recurs_in_a_source_is_left_out_here_and_in_what_comes(tmp_path):
    def record(number, source):
        return {
            "id": str(number),
            "title": f"خبر {number}",
            "body": f"وصلت السفينة رقم {number}.\n\n{FOOTER}",
            "source": source,
        }

    load(tmp_path, "a.jsonl", lines(*(record(n, "صحيفة المرفأ") for n in range(2)), record(5, "صحيفة الجبل")))
    paper = Source.objects.get(name="صحيفة المرفأ")
    rule = rule_add(kind="boilerplate", text=FOOTER, source=paper)
    load(tmp_path, "b.jsonl", lines(record(7, "صحيفة المرفأ"), record(8, "صحيفة الجبل")))
    of_paper = Article.objects.filter(source=paper).order_by("pk")
    assert [texts(one) for one in of_paper] == [[("lede", f"وصلت السفينة رقم {n}.")] for n in (0, 1, 7)]
    assert set(rule.articles.all()) == set(of_paper)
    assert all(len(texts(one)) == 2 for one in Article.objects.exclude(source=paper))
    assert "2 unchanged" in str(load(tmp_path, "a.jsonl", lines(*(record(n, "صحيفة المرفأ") for n in range(2)))))
    rule_undo(rule=rule)
    assert all(texts(one)[1] == ("paragraph", FOOTER) for one in of_paper)


def test_what_recurs_in_two_sources_alike_is_noted_for_each(tmp_path):
    papers = [Source.objects.create(name=name) for name in ("صحيفة المرفأ", "صحيفة الجبل")]
    made = [rule_add(kind="boilerplate", text=FOOTER, source=paper) for paper in papers]
    bodies = [f"وصلت السفينة.\n\n{FOOTER}", f"غادرت السفينة.\n\n{FOOTER}"]
    records = [
        {"id": paper.name, "title": "خبر", "body": body, "source": paper.name}
        for paper, body in zip(papers, bodies, strict=True)
    ]
    load(tmp_path, "a.jsonl", lines(*records))
    assert [rule.articles.get().source for rule in made] == papers
    rule_undo(rule=made[0])
    assert [len(texts(Article.objects.get(source=paper))) for paper in papers] == [2, 1]


def test_an_article_is_never_left_without_text(tmp_path):
    load(tmp_path, "a.jsonl", lines({"id": "1", "title": "خبر", "body": FOOTER, "source": "صحيفة المرفأ"}))
    rule_add(kind="boilerplate", text=FOOTER, source=Source.objects.get())
    assert texts(Article.objects.get()) == [("lede", FOOTER)]


def test_what_a_curator_set_is_not_cut(tmp_path):
    body = f"وصلت السفينة.\n\n{FOOTER}"
    load(tmp_path, "a.jsonl", lines({"id": "1", "title": "خبر", "body": body, "source": "صحيفة المرفأ"}))
    Article.objects.update(curated_fields=["paragraphs"])
    rule_add(kind="boilerplate", text=FOOTER, source=Source.objects.get())
    assert len(texts(Article.objects.get())) == 2


def test_a_source_line_is_taken_out_of_stored_articles_and_put_back(tmp_path):
    body = "منصة المرفأ الخبرية\n\nوصلت السفينة إلى الميناء."
    load(tmp_path, "a.jsonl", lines({"id": "1", "title": "خبر", "body": body}))
    paper = Source.objects.create(name="المرفأ")
    rule = rule_add(kind="source_line", text="منصة المرفأ الخبرية", meant_source=paper)
    article = Article.objects.get()
    assert (article.source, texts(article)) == (paper, [("lede", "وصلت السفينة إلى الميناء.")])
    rule_undo(rule=rule)
    article.refresh_from_db()
    assert (article.source, len(texts(article))) == (None, 2)


@pytest.mark.parametrize("is_undone", [False, True])
def test_what_is_saved_while_a_rule_is_applied_stays(tmp_path, monkeypatch, is_undone):
    body = "منصة المرفأ الخبرية\n\nوصلت السفينة إلى الميناء."
    load(tmp_path, "a.jsonl", lines({"id": "1", "title": "خبر", "body": body}))
    paper, other = (Source.objects.create(name=name) for name in ("المرفأ", "الجبل"))
    if is_undone:
        rule = rule_add(kind="source_line", text="منصة المرفأ الخبرية", meant_source=paper)
    module = restoring if is_undone else rule_application
    build, saved = module.annotations_build, []

    def build_while_a_curator_saves(*args):
        if not saved:
            article = Article.objects.get()
            article.source, article.curated_fields = other, ["source", "paragraphs"]
            saved.append(article_save(article=article, paragraphs=[("lede", "نص محرر.")]))
        return build(*args)

    monkeypatch.setattr(module, "annotations_build", build_while_a_curator_saves)
    if is_undone:
        rule_undo(rule=rule)
    else:
        rule_add(kind="source_line", text="منصة المرفأ الخبرية", meant_source=paper)
    assert saved
    assert (Article.objects.get().source, texts(Article.objects.get())) == (other, [("lede", "نص محرر.")])
