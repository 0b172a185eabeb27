"""The log tells what failed, and no secret address."""

import logging
import logging.config

import pytest
from django.conf import settings

from archive.web.log_secrets import without_secrets


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/accounts/invitation/s3cr-et_/", "/accounts/invitation/…/"),
        ("/shared/s3cr-et_/articles/abc/", "/shared/…/articles/abc/"),
        ("/archive/shared/s3cr-et_/dossier.pdf", "/archive/shared/…/dossier.pdf"),
        ("/me/searches/s3cr-et_.atom", "/me/searches/….atom"),
        ("/me/searches/unsubscribe/abc:s3cr-et_/", "/me/searches/unsubscribe/…/"),
        ("/me/searches/abc/alert/", "/me/searches/abc/alert/"),
        ("/accounts/invitation/", "/accounts/invitation/"),
    ],
)
def test_tokens_are_left_out(path, shown):
    assert without_secrets(f"Service Unavailable: {path}") == f"Service Unavailable: {shown}"


def test_every_line_of_the_log_goes_through_it(capsys):
    logging.config.dictConfig(
        settings.LOGGING | {"root": {"handlers": []}, "loggers": {"khizana.trial": {"handlers": ["console"]}}}
    )
    logging.getLogger("khizana.trial").error("%s: %s", "/shared/s3cret/", "no index")
    assert capsys.readouterr().err == "/shared/…/: no index\n"
    assert settings.LOGGING["root"]["handlers"] == list(settings.LOGGING["handlers"])
    assert all(handler["filters"] == ["secret_addresses"] for handler in settings.LOGGING["handlers"].values())
