"""The OpenSearch description by which browsers add the archive to their search engines (OpenSearch 1.1, draft 6)."""

from xml.etree import ElementTree

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
MEDIA_TYPE = "application/opensearchdescription+xml"


def opensearch_description(*, search: str, feed: str, icon: str, description: str) -> bytes:
    """`search`, `feed`, `icon` and `description` are absolute addresses; the query replaces `{searchTerms}`."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(_name("OpenSearchDescription"))
    for name, text in (
        ("ShortName", "خِزانة"),
        ("Description", "البحث في أرشيف الأخبار العربية"),
        ("Language", "ar"),
        ("InputEncoding", "UTF-8"),
        ("OutputEncoding", "UTF-8"),
    ):
        ElementTree.SubElement(root, _name(name)).text = text
    ElementTree.SubElement(root, _name("Image"), {"type": "image/svg+xml"}).text = icon
    for kind, address in (("text/html", search), ("application/atom+xml", feed)):
        template = f"{address}?q={{searchTerms}}"
        ElementTree.SubElement(root, _name("Url"), {"type": kind, "template": template})
    ElementTree.SubElement(root, _name("Url"), {"type": MEDIA_TYPE, "rel": "self", "template": description})
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
