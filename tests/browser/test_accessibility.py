"""WCAG 2.2 AA on every page, in both themes and at both widths: axe-core, reflow, text spacing, focus, forced colours.

A page is one line in PAGES, DESK_PAGES (which a journalist opens signed in) or ADMIN_PAGES. Left out: pages that answer with files or feeds, and in the admin Django's own
widgets (`DJANGO`), whose markup is not ours.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User

from archive.catalog.models import Article, Source
from archive.coverage.selectors import stories_listed, story_members
from archive.desk import services
from archive.desk.models import Dossier, SavedSearch
from archive.entities.models import Entity

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = (
    "/",
    "/search/",
    "/search/?q=زلزال -باريس «مجلس الأمن»~9&match=any&from=2000&explain=1",
    "/search/?q=زلزال المغرب زرافة",
    "/search/?q=زلزال&compare=حريق",
    "/search/?mode=nonsense",
    "/search/advanced/",
    "/search/advanced/?q=زلزال أو حريق باريس&tag=طقس",
    "/search/timeline/?q=زلزال",
    "/search/quotes/?q=زلزال",
    "/help/",
    "/help/start/",
    "/help/search/",
    "/about/",
    "/articles/{article}/",
    "/articles/{article}/?q=مصر",
    "/entities/{entity}/",
    "/sources/{source}/",
    "/nothing/",
    "/accounts/sign-in/",
    "/accounts/invitation/",
    "/accounts/invitation/{invitation}/",
    "/shared/{shared}/",
    "/shared/{shared}/articles/{article}/",
    "/search/compare/",
    "/search/compare/?q=زلزال&q=حريق",
    "/search/network/?q=زلزال",
    "/search/outlets/?q=زلزال",
    "/stories/",
    "/stories/{story}/",
    "/stories/{story}/compare/",
    "/stories/{story}/compare/?{outlets}",
    "/stories/{story}/compare/?with={chapter}",
    "/search/batch/",
    "/days/",
    "/days/1999-06-20/",
    "/help/dossiers/",
    "/api/",
    "/articles/{article}/citation/",
    "/articles/{article}/original/",
    "/articles/{article}/related/",
)
REFUSED = {"/search/?mode=nonsense": 400, "/nothing/": 404, "/days/1999-06-20/": 404, "/accounts/invitation/": 410}
"""Pages whose answer is not 200."""
DESK_PAGES = (
    "/me/",
    "/me/searches/",
    "/me/searches/save/?q=زلزال&from=2023",
    "/me/searches/{saved}/",
    "/me/tokens/",
    "/me/second-factor/",
    "/me/sessions/",
    "/me/data/",
    "/me/mail/",
    "/accounts/password/",
    "/dossiers/",
    "/dossiers/add/?id={article}",
    "/dossiers/{dossier}/",
    "/dossiers/{dossier}/edit/",
    "/dossiers/{dossier}/sharing/",
    "/dossiers/{dossier}/delete/",
)
ADMIN_PAGES = (
    "/admin/",
    "/admin/help/",
    "/admin/second-factor/",
    "/admin/catalog/article/",
    "/admin/catalog/article/{article_pk}/change/",
    "/admin/catalog/source/",
    "/admin/entities/mention/queue/",
    "/admin/chronology/datemention/queue/",
    "/admin/statements/quotation/queue/",
    "/admin/entities/entity/",
    "/admin/catalog/aboutpage/add/",
    "/admin/ingest/upload/add/",
)
DJANGO = [
    ".select2-container", "#changelist-filter", ".paginator", ".actions", ".selector", ".tabular.inline-related", ".module table",
]  # fmt: skip
"""Django's own: autocomplete by Select2, filters, pages and actions of lists, tables."""
BARS = [".chart__bars"]
"""On telephones bars are narrower than 24 pixels; the chart's table and the date fields do the same (2.5.8, «equivalent»)."""
TEXT_SPACING = (
    "* { line-height: 1.5 !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"
)
"""WCAG 1.4.12 without letter spacing, which Arabic script does not use (the criterion excepts it)."""


@pytest.fixture
def journalist(archive):
    """A user who has a saved search and a dossier, as the pages of her desk show them."""
    user = User.objects.create_user("huda", first_name="هدى", email="huda@example.org")
    services.saved_search_add(user=user, name="زلزال المغرب", query="q=زلزال&from=2023", note="للملف الأسبوعي")
    dossier = services.dossier_create(user=user, title="زلزال الحوز", description="ما نُشر في أيامه الأولى.")
    services.articles_keep(user=user, key=dossier.key, articles=[an_article().key], note="للمراجعة")
    services.note_add(user=user, key=dossier.key, text="من حضر؟")
    User.objects.create_user("sami", first_name="سامي")
    services.colleague_invite(user=user, key=dossier.key, name="sami", role="reader")
    return user


@pytest.fixture
def address(archive, journalist):
    """A function that fills in an address with keys of the sample archive and of the journalist's desk."""
    article, dossier = an_article(), Dossier.objects.get(owner=journalist)
    story = stories_listed().order_by("-size", "pk").first()
    sources = list(dict.fromkeys(one.article.source.key for one in story_members(story) if one.article.source))
    names = {
        "story": story.key,
        "chapter": stories_listed().exclude(pk=story.pk).first().key,
        "outlets": f"left={sources[0]}&right={sources[1]}",
        "article": article.key,
        "article_pk": article.pk,
        "entity": Entity.objects.filter(mentions__article__state="published").first().key,
        "source": Source.objects.filter(articles__isnull=False).first().key,
        "saved": SavedSearch.objects.get(owner=journalist).key,
        "dossier": dossier.key,
        "shared": services.link_make(user=journalist, key=dossier.key, label="للمحرر")[1],
        "invitation": services.invitation_create(name="ليلى", made_by=None)[1],
    }
    return lambda page: archive + page.format(**names)


def an_article():
    return Article.objects.published().articles().filter(title__isnull=False, source__isnull=False).first()


def violations(page, *, exclude=()):
    """Name of the rule, and the elements that break it."""
    context = {"include": [["html"]], "exclude": [[selector] for selector in exclude]}
    found = Axe().run(page, context=context, options={"runOnly": {"type": "tag", "values": STANDARD}})
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]][:4], rule["nodes"][0]["failureSummary"][:300])
        for rule in found.response["violations"]
    ]


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


def opened(browser, scheme, width, **options):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="ar", reduced_motion="reduce",
        bypass_csp=True, **options,
    )  # fmt: skip
    return context, context.new_page()


@pytest.mark.parametrize("width", [1280, 390])
def test_readers_pages_have_no_violations(browser, address, scheme, width):
    context, page = opened(browser, scheme, width)
    found = {}
    for one in PAGES:
        assert page.goto(address(one)).status == REFUSED.get(one, 200), one
        if bad := violations(page, exclude=BARS if width < 600 else ()):
            found[one] = bad
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_the_desk_have_no_violations(browser, sign_in, journalist, address, scheme, width):
    context, page = opened(browser, scheme, width)
    sign_in(context, journalist)
    found = {}
    for one in DESK_PAGES:
        assert page.goto(address(one)).status == 200, one
        assert "/sign-in/" not in page.url, one
        if bad := violations(page):
            found[one] = bad
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_the_admin_have_no_violations(browser, sign_in, address, scheme, width):
    context, page = opened(browser, scheme, width)
    sign_in(context, User.objects.create_superuser("boss", password="a long password"))
    found = {}
    for one in ADMIN_PAGES:
        assert page.goto(address(one)).status == 200, one
        assert "/login/" not in page.url, one
        if bad := violations(page, exclude=DJANGO):
            found[one] = bad
    context.close()
    assert found == {}


def test_what_breaks_the_rules_is_found(browser):
    context, page = opened(browser, "light", 1280)
    page.set_content("<html lang=ar><title>خ</title><main><h1>خ</h1><img src=x><input></main>")
    assert {rule for rule, *_ in violations(page)} == {"image-alt", "label"}
    context.close()


def test_at_320_pixels_and_with_wider_text_nothing_scrolls_sideways(browser, sign_in, journalist, address):
    """320 CSS pixels are a page of 1280 at 400 %; 200 % is wider."""
    context, page = opened(browser, "light", 320)
    found = {}
    for one in (*PAGES, *DESK_PAGES):
        if one == DESK_PAGES[0]:
            sign_in(context, journalist)
        page.goto(address(one))
        for spacing in ("", TEXT_SPACING):
            if spacing:
                page.add_style_tag(content=spacing)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 321:
                found[one, bool(spacing)] = width
    context.close()
    assert found == {}


def test_the_focus_is_seen_on_every_element_that_takes_it(browser, address):
    context, page = opened(browser, "light", 1280)
    unseen = {}
    for one in PAGES[:14]:
        page.goto(address(one))
        bad = page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
            .filter((one) => one.offsetParent && !one.closest(".visually-hidden") && one.tabIndex >= 0).slice(0, 80).filter((one) => {
              one.focus({ focusVisible: true });
              const looks = (element) => {
                const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
                return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
              };
              return document.activeElement === one && !looks(one) && !looks(one.closest("form.search-box") || one);
            }).map((one) => one.outerHTML.slice(0, 120))"""
        )
        if bad:
            unseen[one] = bad
    context.close()
    assert unseen == {}


def test_nothing_moves_for_who_asks_for_less_motion(browser, address):
    context, page = opened(browser, "light", 1280)
    for one in PAGES[:14]:
        page.goto(address(one))
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((one) => {
              const { transitionDuration, animationName } = getComputedStyle(one);
              return parseFloat(transitionDuration) > 0 || animationName !== "none";
            }).map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert moving == [], one
    context.close()


def test_with_forced_colours_bars_buttons_and_chips_can_be_told_apart(browser, address):
    context, page = opened(browser, "dark", 1280, forced_colors="active")
    page.goto(address("/search/?q=زلزال -باريس"))
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.locator(".chart__bars rect").first.evaluate("bar => getComputedStyle(bar).fill") != ground
    for selector in (".chip", ".search-box button"):
        assert page.locator(selector).first.evaluate("one => getComputedStyle(one).borderStyle") == "solid", selector
    assert page.locator("mark").first.evaluate("mark => getComputedStyle(mark).backgroundColor") != ground
    context.close()


def test_printed_pages_leave_out_controls_and_print_the_addresses_of_links(browser, address):
    context, page = opened(browser, "light", 1280)
    page.emulate_media(media="print")
    for one, hidden in (
        ("/search/?q=زلزال", (".site-header .search-box", ".narrow", ".chips-row", ".view-options")),
        ("/search/timeline/?q=زلزال", (".date-form",)),
        ("/articles/{article}/?q=مصر", (".site-nav", ".hit-steps")),
    ):
        page.goto(address(one))
        for selector in hidden:
            elements = page.locator(selector).all()
            assert elements, (one, selector)
            for element in elements:
                assert not element.is_visible(), (one, selector)
    page.goto(address("/search/?q=زلزال"))
    printed = page.locator(".hit__title a").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "/articles/" in printed
    context.close()
