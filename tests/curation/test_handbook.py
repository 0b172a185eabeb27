"""The curators' handbook: what it names exists, and each role gets links that open for it."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import get_commands
from django.test import Client
from django.urls import clear_script_prefix, reverse, set_script_prefix

from archive.curation.handbook import FILE, handbook, rendered
from archive.curation.queues import _address as address_of
from archive.curation.queues import _rows as queue_rows
from archive.curation.roles import JOURNALIST, MAY_MERGE, MAY_MERGE_STORIES, MAY_REDACT, MAY_WITHDRAW, ROLES, role_set

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
TEXT = FILE.read_text(encoding="utf-8")
STAFF = [key for key in ROLES if key != JOURNALIST]
NEEDED = {
    "تصحيح المقالات ونشرها وتأجيلها": "catalog.change_article",
    "حسم القوائم ووضع القواعد": "ingest.change_rule",
    "إدخال المواد والخلاصات": "ingest.add_upload",
    "الرد على طلبات القراء": "catalog.change_takedownrequest",
    "تحرير الأعلام وصيغ أسمائهم": "entities.change_nameform",
    "إصلاح القصص: إخراج وإدخال وفصل": "coverage.change_story",
    "دمج الأعلام": MAY_MERGE,
    "دمج القصص": MAY_MERGE_STORIES,
    "سحب المقالات وحذفها": MAY_WITHDRAW,
    "حجب الأسماء": MAY_REDACT,
    "التراجع عن الدفعات": "catalog.undo_batch",
    "محو بيانات أصحاب الطلبات": "catalog.delete_takedownrequest",
    "الحسابات والدعوات": "desk.add_invitation",
}
"""What the work in each row of the table of roles asks for."""


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.anchors, self.headings = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.anchors.add(values.get("id"))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def staff(name, role=None, **fields):
    user = User.objects.create_user(name, is_staff=True, **fields)
    if role:
        role_set(user=user, key=role)
    browser = Client()
    browser.force_login(user)
    return browser


def body(answer):
    text = answer.content.decode()
    return Page(text[text.index('<div class="handbook">') : text.index("<footer")])


@pytest.mark.parametrize("person", [*STAFF, "superuser", "without a role"])
def test_every_link_opens_for_whom_it_is_shown(person):
    browser = staff("huda", role=person if person in ROLES else None, is_superuser=person == "superuser")
    page = body(browser.get("/admin/help/"))
    there = {link for link in page.links if link.startswith("/")}
    assert [(link, answer) for link in there if (answer := browser.get(link).status_code) != 200] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= page.anchors
    assert "/help/" in there


def test_a_superuser_gets_all_links_of_the_text_and_others_fewer():
    written = set(re.findall(r"\]\((/[^)]*)\)", TEXT))
    shown = {key: set(body(staff(key, key).get("/admin/help/")).links) for key in STAFF}
    assert written <= set(body(staff("root", is_superuser=True).get("/admin/help/")).links)
    assert written - shown["curator"] == {
        "/admin/catalog/redaction/", "/admin/catalog/redaction/new/", "/admin/auth/user/", "/admin/desk/invitation/"
    }  # fmt: skip
    assert written - shown["senior_curator"] == {"/admin/auth/user/", "/admin/desk/invitation/"}
    assert written <= shown["administrator"]


def test_links_keep_the_prefix_of_a_proxy():
    try:
        set_script_prefix("/archive/")
        html = rendered("[القواعد](/admin/ingest/rule/)", lambda _: True)
    finally:
        clear_script_prefix()
    assert 'href="/archive/admin/ingest/rule/"' in html


def test_the_headings_follow_each_other_and_each_section_is_in_the_contents():
    text = staff("huda", "curator").get("/admin/help/").content.decode()
    levels = body(staff("samir", "curator").get("/admin/help/")).headings
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for section in handbook().sections:
        assert text.count(f'href="#{section.key}"') >= 1
    assert TEXT.count("\n## ") == len(handbook().sections)


def test_words_in_bold_stand_on_screens():
    """Spaces and line breaks of the sources aside."""
    sources = [*(ROOT / "templates" / "admin").rglob("*.html"), *(ROOT / "archive").rglob("*.py")]
    screens = " ".join(" ".join(path.read_text(encoding="utf-8") for path in sources).split())
    labels = {
        label for label in re.findall(r"\*\*([^*]+)\*\*", TEXT) if not re.match(r".*[.؟]$|صيغة|واحد|اثنان", label)
    }
    assert len(labels) > 30
    assert sorted(label for label in labels if label not in screens) == []


def test_commands_and_documents_that_it_names_exist():
    commands = set(re.findall(r"manage\.py (\w+)", TEXT))
    assert "backup" in commands
    assert commands <= set(get_commands())
    files = re.findall(r"\]\(([a-z]+\.md)\)", TEXT)
    assert files
    assert all((ROOT / "docs" / name).is_file() for name in files)


def test_the_table_of_roles_agrees_with_the_roles():
    roles = handbook().sections[[one.key for one in handbook().sections].index("roles")]
    head, _, *rows = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in roles.text.splitlines() if "|" in line
    ]
    labels = [ROLES[key].label for key in STAFF]
    assert head[1:] == labels
    expected = {
        work: ["نعم" if permission in ROLES[key].permissions else "لا" for key in STAFF]
        for work, permission in NEEDED.items()
    }
    assert {work: cells for work, *cells in rows} == expected


@pytest.mark.parametrize("address", ["/admin/", "/admin/entities/mention/queue/", "/admin/ingest/upload/add/"])
def test_pages_lead_to_it(address):
    text = staff("huda", "curator").get(address).content.decode()
    assert f'href="{reverse("admin:handbook")}"' in text
    anchors = {link.partition("#")[2] for link in Page(text).links if link.startswith("/admin/help/#")}
    assert anchors <= {section.key for section in handbook().sections}


def test_nothing_in_the_text_is_taken_for_markup():
    assert rendered("<b> & `<i>`", lambda _: True) == '<p>&lt;b&gt; &amp; <code dir="ltr">&lt;i&gt;</code></p>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- واحد\n  وتمامه\n- اثنان", "<ul><li>واحد وتمامه</li><li>اثنان</li></ul>"),
        ("1. أول\n2. ثان", "<ol><li>أول</li><li>ثان</li></ol>"),
        ("### باب", "<h3>باب</h3>"),
        ("[هنا](/admin/x/)", "<p>هنا</p>"),
        ("**زر** و[تحت](#a)", '<p><strong>زر</strong> و<a href="#a">تحت</a></p>'),
    ],
)
def test_blocks_and_lines(text, html):
    assert rendered(text, lambda address: False) == html


PICTURES = ROOT / "static" / "img" / "handbook"
SHOWN = re.findall(r"!\[([^\]]+)\]\(\.\./static/img/handbook/([a-z-]+)-light\.webp\)", TEXT)
MAX_BYTES = 60_000


def test_it_names_every_queue():
    assert [row.label for row in queue_rows() if f"]({address_of(row.page).partition('?')[0]})" not in TEXT] == []


def test_its_pictures_are_there_small_and_none_is_left_over():
    names = {f"{name}-{scheme}.webp" for _, name in SHOWN for scheme in ("light", "dark")}
    assert SHOWN
    assert {path.name for path in PICTURES.iterdir()} == names
    assert all((PICTURES / name).stat().st_size < MAX_BYTES for name in names)
    assert all(len(alt) > 20 for alt, _ in SHOWN)


def test_pictures_are_shown_in_both_themes():
    text = staff("huda", "curator").get("/admin/help/").content.decode()
    assert text.count('<picture class="handbook__picture">') == len(SHOWN)
    assert text.count('media="(prefers-color-scheme: dark)"') >= len(SHOWN)
