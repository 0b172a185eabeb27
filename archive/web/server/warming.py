"""Before the first reader comes: the addresses of the site are known and its templates compiled."""

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import get_resolver


def warm_up() -> None:
    """The first page would wait a third of a second for it."""
    get_resolver().url_patterns  # noqa: B018 (imports the views)
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    environment = engine.env
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
