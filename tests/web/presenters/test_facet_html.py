from archive.web.presenters.facet_html import choices_html
from archive.web.presenters.facets import FacetChoice


def test_a_value_links_to_its_choice_and_its_exclusion():
    html = choices_html([FacetChoice("سوريا", 1200, False, "/search/?q=a&place=syria", "/search/?not_place=syria")])
    assert 'href="/search/?q=a&amp;place=syria"' in html
    assert 'href="/search/?not_place=syria"' in html
    assert "1,200" in html
    assert "aria-current" not in html


def test_a_chosen_value_leads_back_and_cannot_be_excluded():
    html = choices_html([FacetChoice("سوريا", 1, True, "/search/", "/search/?not_place=syria")])
    assert 'aria-current="true"' in html
    assert "not_place" not in html


def test_labels_are_escaped():
    html = choices_html([FacetChoice('<b>"&', 1, False, '/?a="', "/")])
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;&amp;" in html
    assert '"/?a=&quot;"' in html
