"""What a page says of its article in its metadata: JSON-LD, microdata, Open Graph and other meta elements.

Only statements count: a publication date comes from JSON-LD or microdata `datePublished`, or `article:published_time`. Dates of
modification and copyright are never used.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

_ARTICLE_TYPES = re.compile(r"Article$|^(?:BlogPosting|NewsItem|Report|LiveBlogPosting|OpinionNewsArticle)$")
_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DATE_IN_PATH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[/_-]?(?P<month>\d{1,2})[/_-]?(?P<day>\d{1,2})(?!\d{1,3}(?:\D|$))"
)
MAX_JSON_CHARS, MAX_JSON_NODES = 1_000_000, 5_000


@dataclass(slots=True)
class PageMetadata:
    """Strings as the page gives them; `published` is the day as printed, without conversion of time zones."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    source: str = ""
    section: str = ""
    tags: list[str] = field(default_factory=list)
    url: str = ""
    language: str = ""
    photo_credit: str = ""
    published: dt.date | None = None
    published_evidence: str = ""
    body: str = ""


def read_metadata(tree: html.HtmlElement) -> PageMetadata:
    """JSON-LD before microdata before meta elements; each fills what is still missing."""
    page = PageMetadata()
    for node in _json_ld(tree):
        _fill_from_json(page, node)
    _fill_from_microdata(page, tree)
    _fill_from_meta(page, tree)
    return page


def date_in_address(url: str) -> tuple[dt.date, str] | None:
    """The only day in the path of an address, with the digits that name it."""
    path = urlsplit(url).path
    found: dict[dt.date, str] = {}
    for match in _DATE_IN_PATH.finditer(path):
        try:
            found.setdefault(dt.date(*(int(match[name]) for name in ("year", "month", "day"))), match[0])
        except ValueError:
            continue
    return next(iter(found.items())) if len(found) == 1 else None


def _day(value: Any) -> dt.date | None:
    match = _ISO_DAY.match(value) if isinstance(value, str) else None
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((one for one in value if _text(one)), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("headline") or value.get("@value") or ""
    return (
        " ".join(html.fromstring(f"<p>{value}</p>").text_content().split())
        if isinstance(value, str) and value.strip()
        else ""
    )


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Nodes of articles in the page's JSON-LD; what is no JSON is passed over."""
    for script in tree.xpath("//script[contains(@type,'ld+json')]"):
        raw = (script.text or "")[:MAX_JSON_CHARS].strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            data = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting, seen = [data], 0
        while waiting and seen < MAX_JSON_NODES:
            node = waiting.pop(0)
            seen += 1
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                kinds = node.get("@type")
                if any(
                    _ARTICLE_TYPES.search(kind)
                    for kind in (kinds if isinstance(kinds, list) else [kinds])
                    if isinstance(kind, str)
                ):
                    yield node
                waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _fill_from_json(page: PageMetadata, node: dict[str, Any]) -> None:
    page.title = page.title or _text(node.get("headline") or node.get("name"))
    authors = node.get("author") or node.get("creator") or []
    for author in authors if isinstance(authors, list) else [authors]:
        kind = author.get("@type") if isinstance(author, dict) else "Person"
        if kind != "Organization" and (name := _text(author)) and name not in page.authors:
            page.authors.append(name)
    page.source = page.source or _text(node.get("publisher"))
    page.section = page.section or _text(node.get("articleSection"))
    page.language = page.language or _language(node.get("inLanguage"))
    page.photo_credit = page.photo_credit or _photo_credit(node.get("image"))
    page.body = page.body or (node["articleBody"] if isinstance(node.get("articleBody"), str) else "")
    keywords = node.get("keywords")
    for tag in (
        keywords if isinstance(keywords, list) else re.split("[,،;؛]", keywords) if isinstance(keywords, str) else []
    ):
        page.tags.append(_text(tag))
    _state(page, node.get("datePublished"), "datePublished")


def _language(value: Any) -> str:
    """The code of a schema.org Language, or the text."""
    code = value.get("alternateName") if isinstance(value, dict) else None
    return _text(code or value)


def _photo_credit(image: Any) -> str:
    """Whose picture the first image is: schema.org `creditText`."""
    image = next(iter(image), None) if isinstance(image, list) else image
    return _text(image.get("creditText")) if isinstance(image, dict) else ""


def _fill_from_microdata(page: PageMetadata, tree: html.HtmlElement) -> None:
    values = {
        name: [
            value
            for element in tree.xpath(f"//*[contains(concat(' ',@itemprop,' '),' {name} ')]")
            if (value := _item_value(element))
        ]
        for name in ("headline", "datePublished", "articleSection")
    }
    page.title = page.title or next(iter(values["headline"]), "")
    page.section = page.section or next(iter(values["articleSection"]), "")
    publisher = "//*[contains(concat(' ',@itemprop,' '),' publisher ')]//*[@itemprop='name']"
    page.source = page.source or next((name for element in tree.xpath(publisher) if (name := _item_value(element))), "")
    for value in values["datePublished"]:
        _state(page, value, "datePublished")


def _item_value(element: html.HtmlElement) -> str:
    return " ".join((element.get("content") or element.get("datetime") or element.text_content()).split())


def _fill_from_meta(page: PageMetadata, tree: html.HtmlElement) -> None:
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        if name and (value := " ".join((element.get("content") or "").split())):
            meta.setdefault(name, []).append(value)
    first = {name: values[0] for name, values in meta.items()}
    page.source = page.source or first.get("og:site_name", "") or first.get("application-name", "")
    page.title = page.title or first.get("og:title", "") or first.get("twitter:title", "") or _title_element(tree)
    if not page.authors:
        page.authors = [value for name in ("author", "article:author", "dc.creator") for value in meta.get(name, ())]
    page.section = page.section or first.get("article:section", "")
    if not page.tags:
        page.tags = [tag.strip() for value in meta.get("article:tag", ()) for tag in re.split("[,،;؛]", value)]
    if not page.tags:
        page.tags = [tag.strip() for value in meta.get("news_keywords", ()) for tag in re.split("[,،;؛]", value)]
    page.tags = list(dict.fromkeys(filter(None, page.tags)))
    _state(page, first.get("article:published_time"), "article:published_time")
    page.language = (
        page.language
        or tree.get("lang", "")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        or first.get("og:locale", "").replace("_", "-")
    )
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), ""
    )
    address = canonical or first.get("og:url", "")
    base = first.get("og:url", "")
    address = urljoin(base, address.strip()) if address else ""
    page.url = address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else ""


def _title_element(tree: html.HtmlElement) -> str:
    title = tree.find(".//title")
    return "" if title is None else " ".join(title.text_content().split())


def _state(page: PageMetadata, value: Any, name: str) -> None:
    if page.published is None and (day := _day(value)):
        page.published, page.published_evidence = day, f"{name}: {str(value).strip()[:60]}"
