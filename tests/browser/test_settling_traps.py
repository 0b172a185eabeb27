"""A page shaped like what real sites leave: without headline, source or date, with a story of another day below. What the importer
leaves doubtful is settled in the browser, two clicks at most for each, and a second import of the same files asks nothing."""

import re

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article
from archive.entities.models import Entity, Mention
from archive.ingest.models import Rule
from archive.ingest.services import paths_import

PASSWORD = "harbour-lights-9"
UNTITLED = """
المرفأ- أعلنت إدارة الميناء الخميس 20يونيو2024، وصول سفينة أبحاث كبيرة تحمل وفدًا من العلماء إلى الرصيف الشرقي.

وقال مدير الميناء إن السفينة ستبقى أياما، وإن الوفد سيتفقد الأرصفة كلها قبل أن يعود إلى بلاده.

كلمات دلالية: السفينة، الميناء، علماء

إقرأ أيضاً:

السفينة الأولى تعود من رحلتها.. الميناء يستقبل مئات الركاب

وصلت السفينة الأولى إلى الميناء أمس الاثنين بعد رحلة طويلة، وكان في استقبالها مئات من أهالي الركاب والعاملين.

وقال أحد الركاب إن الرحلة كانت هادئة، وإن الطاقم اعتنى بالجميع منذ اليوم الأول حتى الوصول إلى الرصيف.

وأضاف أن الإدارة أعدت لهم استقبالا حافلا، وأن المدينة كلها كانت تنتظر هذا اليوم منذ أسابيع.

وكانت السفينة قد غادرت الميناء قبل شهرين في أول رحلة لها بعد تجديدها الكامل في أحواض الجنوب.

من جهته قال رئيس البلدية إن الرحلات ستستمر طوال الصيف، وإن التذاكر ستكون متاحة للجميع من الأسبوع المقبل.

وتوقع أن يزور المدينة هذا العام أكثر من مئة ألف سائح، معظمهم يصلون بالسفن لا بالطائرات.
"""
LOST_LEAD = """وهذه هي الزيارة الأولى للوفد إلى الميناء منذ افتتاح الرصيف الشرقي، وقد رافقه عدد من المهندسين والخبراء.

وتستمر الزيارة أسبوعا كاملا، يلتقي فيه الوفد بإدارة الميناء والعاملين على الأرصفة والمخازن.
"""
QUEUES = [f"/admin/catalog/article/queue/{slug}/" for slug in ("titles", "dates", "publishers", "texts", "copies")] + [
    "/admin/entities/entity/queue/",
    "/admin/entities/mention/queue/",
    "/admin/chronology/datemention/queue/",
]


@pytest.fixture
def files(tmp_path):
    for name, text in (("untitled.txt", UNTITLED), ("lost_lead.txt", LOST_LEAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(path) for path in sorted(tmp_path.glob("*.txt"))]


@pytest.fixture
def desk(page, transactional_db, live_server, files):
    paths_import(paths=files)
    assert Article.objects.articles().count() == 3
    User.objects.create_superuser("huda", password=PASSWORD)
    page.goto(f"{live_server.url}/admin/")
    page.fill("input[name=username]", "huda")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    page.base = live_server.url
    return page


def left(page, queue):
    """How many decisions wait in a queue, by its page."""
    page.goto(page.base + queue)
    number = page.locator(".queue__left strong")
    return int(re.sub(r"\D", "", number.inner_text())) if number.count() else 0


def settle(page, queue):
    """(decisions, clicks) until the queue is empty: the first button of the first row, again and again."""
    decisions, clicks = left(page, queue), 0
    waiting = decisions
    while waiting:
        page.locator(".queue__row").first.locator(".queue__decide button").first.click()
        clicks += 1
        waiting -= 1
        if waiting:
            page.locator(".queue__left strong", has_text=str(waiting)).wait_for()
        else:
            page.locator(".queue__left", has_text="لا شيء ينتظر قرارًا").wait_for()
    return decisions, clicks


def test_each_doubt_takes_two_clicks_at_most_and_none_the_second_time(desk, files):
    found = {queue: settle(desk, queue) for queue in QUEUES}
    decisions = sum(count for count, _ in found.values())
    assert found[QUEUES[0]][0] == 2, "two texts without a headline"
    assert found[QUEUES[1]][0] == 3, "one inferred date and two unknown ones"
    assert found[QUEUES[2]][0] == 3, "no text names its source"
    assert sum(clicks for _, clicks in found.values()) <= 2 * decisions
    assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
    paths_import(paths=files)
    assert [left(desk, queue) for queue in QUEUES] == [0] * len(QUEUES)


def test_a_headline_is_typed_and_taken_back(desk):
    desk.goto(desk.base + QUEUES[0])
    row = desk.locator(".queue__row").first
    row.locator("input.queue__wide").fill("وفد في الميناء")
    row.get_by_role("button", name="بل هذا").click()
    desk.locator(".queue__left strong", has_text="1").wait_for()
    assert Article.objects.filter(title="وفد في الميناء").exists()
    desk.keyboard.press("u")
    desk.locator(".queue__left strong", has_text="2").wait_for()
    assert not Article.objects.filter(title="وفد في الميناء").exists()


def test_a_name_is_remembered_and_the_rule_listed_and_taken_back(desk):
    article = Article.objects.articles().first()
    entity = Entity.objects.create(type="person", name="سليم الرصيف")
    Mention.objects.suggested().delete()
    text = article.paragraphs.first().text
    start = text.index("الرصيف")
    Mention.objects.create(
        article=article, entity=entity, surface="الرصيف", paragraph=0, start=start, end=start + 6, confidence=0.4
    )
    desk.goto(desk.base + QUEUES[6])
    desk.get_by_label("تذكّر هذا القرار").check()
    desk.get_by_role("button", name="ليس اسمًا").first.click()
    desk.locator(".queue__left", has_text="لا شيء ينتظر قرارًا").wait_for()
    assert Rule.objects.get().kind == "name_form"
    desk.goto(f"{desk.base}/admin/ingest/rule/")
    assert "الرصيف" in desk.locator("#result_list").inner_text()
    desk.locator("input.action-select").first.check()
    desk.select_option("select[name=action]", "undo")
    desk.locator("button[name=index]").click()
    desk.locator(".messagelist", has_text="تُراجع عن").wait_for()
    assert not Rule.objects.active().exists()
