"""Doubtful names are settled in a browser, with the mouse and by keyboard, on a wide and on a narrow screen."""

import pytest
from django.contrib.auth.models import User

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities.models import Entity, Mention

PASSWORD = "a long enough pass phrase"
NAMES = ("برانسون", "القلعوشي", "المرفئي")


@pytest.fixture
def queue(page, archive):
    Mention.objects.suggested().delete()
    for number, name in enumerate(NAMES):
        entity = Entity.objects.create(type="person", name=f"سليم {name}")
        for _ in range(3 - number):
            article = article_save(article=Article(title="خبر"), paragraphs=[("lede", f"وصل {name} إلى المطار.")])
            Mention.objects.create(
                article=article, entity=entity, surface=name, paragraph=0, start=4, end=4 + len(name), confidence=0.4
            )
    User.objects.create_superuser("huda", password=PASSWORD)
    page.goto(f"{archive}/admin/entities/mention/queue/")
    page.fill("input[name=username]", "huda")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/queue/")
    return page


def left(page, count):
    page.locator(".queue__left strong", has_text=str(count)).wait_for()


def decisions(name):
    return set(Mention.objects.filter(surface=name).values_list("decision", flat=True))


def test_a_click_settles_and_a_click_takes_back(queue):
    left(queue, 3)
    assert queue.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
    queue.locator(".queue__row").first.get_by_role("button", name="ليس اسمًا").click()
    left(queue, 2)
    assert decisions(NAMES[0]) == {"refused"}
    queue.get_by_role("button", name="تراجع").click()
    left(queue, 3)
    assert decisions(NAMES[0]) == {""}


def test_two_clicks_choose_somebody_else(queue):
    other = Entity.objects.create(type="person", name="نزيه الدوماني")
    row = queue.locator(".queue__row").first
    row.locator(".select2-selection").click()
    queue.keyboard.type("الدوماني")
    queue.get_by_role("option", name="نزيه الدوماني").click()
    left(queue, 2)
    assert set(Mention.objects.filter(surface=NAMES[0]).values_list("entity", "decision")) == {(other.pk, "confirmed")}


def test_the_keyboard_moves_and_decides_unless_switched_off(queue):
    queue.keyboard.press("j")
    queue.keyboard.press("j")
    queue.keyboard.press("3")
    left(queue, 2)
    assert (decisions(NAMES[0]), decisions(NAMES[1])) == ({""}, {"refused"})
    queue.keyboard.press("1")
    left(queue, 1)
    assert decisions(NAMES[0]) == {"confirmed"}
    queue.evaluate("localStorage.setItem('khizana.shortcuts', 'off')")
    queue.keyboard.press("3")
    queue.wait_for_timeout(300)
    left(queue, 1)
