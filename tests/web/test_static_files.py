import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.test.utils import override_script_prefix


@pytest.mark.parametrize("prefix", ["/archive/", "/a/b/"])
def test_static_files_are_addressed_under_the_prefix_of_the_request(prefix):
    with override_script_prefix(prefix):
        assert static("admin/css/base.css") == f"{prefix}static/admin/css/base.css"
    assert static("admin/css/base.css") == staticfiles_storage.url("admin/css/base.css") == "/static/admin/css/base.css"


@pytest.mark.parametrize("path", ["/static/css/base.css", "/static/admin/css/base.css"])
def test_they_are_served_under_a_prefix_and_without_one(client, path):
    assert client.get(path).status_code == 200
    with override_script_prefix("/archive/"):
        assert client.get(path, SCRIPT_NAME="/archive").status_code == 200
    assert client.get(path).status_code == 200
