"""Rules for templates and style sheets, checked in the files."""

import re

import pytest
from django.conf import settings

SHEETS = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
ALL_TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
TEMPLATES = [path for path in ALL_TEMPLATES if "admin" not in path.relative_to(settings.BASE_DIR / "templates").parts]
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right)|left|right|width|height"
    r"|(?:min|max)-(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)(?:-[a-z]+)?\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def rules(sheet):
    """The sheet without comments and without the conditions of media queries, which know no logical names."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"@media[^{]*\{", "{", text)


def test_there_are_sheets_and_templates_to_read():
    assert len(SHEETS) >= 5
    assert len(TEMPLATES) >= 10


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_directions_are_logical(sheet):
    assert PHYSICAL.findall(rules(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_arabic_is_not_slanted_spaced_or_stretched(sheet):
    text = rules(sheet)
    assert not re.search(r"font-style\s*:\s*(?:italic|oblique)", text)
    assert "letter-spacing" not in text
    assert "text-align: justify" not in text
    assert "text-transform" not in text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_lines_have_room_for_vowel_signs(sheet):
    heights = [float(height) for height in re.findall(r"line-height\s*:\s*([\d.]+)", rules(sheet))]
    assert all(height >= 1.7 for height in heights)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(sheet):
    text = rules(sheet)
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", text)
    for address in re.findall(r"url\(\"([^\"]+)\"\)", text):
        assert (sheet.parent / address).resolve().is_file()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_nothing_inline_and_let_text_choose_its_direction(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r'<script(?![^>]*\bsrc=)(?! type="application/ld\+json")', text)
    assert not re.search(r"\s(?:style|on[a-z]+)=", text)
    for field in re.findall(r"<input[^>]*>", text):
        if 'type="hidden"' not in field:
            assert 'dir="auto"' in field
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!www\.wikidata\.org/)", text)


@pytest.mark.parametrize("template", ALL_TEMPLATES, ids=lambda path: path.name)
def test_lines_of_templates_are_short_and_code_decides_what_is_safe(template):
    text = template.read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 150
    assert not re.search(r"\|\s*safe\b|autoescape", text)


@pytest.mark.parametrize("name", [path.name for path in TEMPLATES if "<html" in path.read_text(encoding="utf-8")])
def test_whole_pages_are_arabic_and_right_to_left(name):
    template = next(path for path in TEMPLATES if path.name == name)
    assert '<html lang="ar" dir="rtl">' in template.read_text(encoding="utf-8")


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes(name, dark_from):
    """The colours of a sheet, light and dark, by the names of their variables."""
    text = (settings.BASE_DIR / "static" / "css" / name).read_text(encoding="utf-8")
    light, dark = text.split(dark_from)[:2]
    named = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
    return {"light": dict(named.findall(light)), "dark": dict(named.findall(light)) | dict(named.findall(dark))}


SITE = palettes("base.css", "@media (prefers-color-scheme: dark)")
ADMIN = palettes("admin.css", "@media (prefers-color-scheme: dark)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_admin_has_the_colours_of_the_readers_pages(scheme):
    assert set(ADMIN[scheme].values()) <= set(SITE[scheme].values())
    assert ADMIN[scheme]["body-bg"] == SITE[scheme]["paper"]
    assert ADMIN[scheme]["link-fg"] == SITE[scheme]["accent"]


def test_the_admin_switched_to_dark_looks_as_on_a_dark_system():
    assert ADMIN["dark"] == palettes("admin.css", 'html[data-theme="dark"]')["dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("body-fg", "body-bg"),
        ("body-quiet-color", "body-bg"),
        ("body-quiet-color", "darkened-bg"),
        ("link-fg", "body-bg"),
        ("link-fg", "darkened-bg"),
        ("link-fg", "selected-row"),
        ("header-color", "header-bg"),
        ("breadcrumbs-fg", "breadcrumbs-bg"),
        ("button-fg", "button-bg"),
        ("button-fg", "button-hover-bg"),
        ("object-tools-fg", "close-button-bg"),
    ],
)
def test_text_of_the_admin_stands_out_from_its_ground(scheme, ink, ground):
    assert contrast(ADMIN[scheme][ink], ADMIN[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("ink-soft", "paper"),
        ("muted", "paper"),
        ("muted", "paper-raised"),
        ("muted", "accent-soft"),
        ("ink", "accent-soft"),
        ("accent", "paper"),
        ("on-accent", "accent"),
        ("mark-ink", "mark"),
    ],
)
def test_text_stands_out_from_its_ground(scheme, ink, ground):
    assert contrast(SITE[scheme][ink], SITE[scheme][ground]) >= 4.5
