"""kill -9 during a run of the alerts, against a real mail server: no article is lost, and no mail repeated but in one moment.

Each scene kills `manage.py send_alerts` at a given step; then another run does what the next minute does.
"""

import json
import re
import shutil
import signal
import socket
from collections import Counter
from email import message_from_bytes, policy
from urllib.parse import unquote

import pytest
from aiosmtpd.controller import Controller

from tests.search.fork_server import ForkServer
from tests.search.test_killed import KILLER, MANAGE, NO_AUTHORITY_FILE

pytestmark = pytest.mark.sqlite  # each scene begins with a copy of the data folder, the database in it
FILL = """
from pathlib import Path
from django.conf import settings
from django.contrib.auth.models import User
from archive import search
from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.desk import services

user = User.objects.create_user("huda", email="huda@example.org")
for name in ("one", "two"):
    saved = services.saved_search_add(user=user, name=name, query="q=ميناء")
    token = services.alert_feed_renew(user=user, key=saved.key)
    (Path(settings.DATA_DIR) / f"{saved.key}.token").write_text(token)
    services.alert_choose(user=user, key=saved.key, rhythm="instant", hour=7, weekday=6)
for number in range(5):
    article_save(article=Article(title=f"ميناء {number}"), paragraphs=[("lede", "وصل إلى ميناء.")])
search.drain()
"""
LOOK = """
import json, re
from pathlib import Path
from django.conf import settings
from django.test import Client
from archive.catalog.models import Article
from archive.desk.models import Delivery, SavedSearch

settings.ALLOWED_HOSTS = ["testserver"]
feeds = {}
for saved in SavedSearch.objects.all():
    token = (Path(settings.DATA_DIR) / f"{saved.key}.token").read_text()
    feed = Client().get(f"/me/searches/{token}.atom").content.decode()
    feeds[saved.key] = re.findall("<id>tag:khizana.invalid,2026:articles/(.*?)</id>", feed)
states = list(Delivery.objects.values_list("state", flat=True))
print(json.dumps({"feeds": feeds, "states": states, "keys": list(Article.objects.values_list("key", flat=True))}))
"""
RUN, MAILS = "archive.desk.services.alert_run", "archive.desk.services.alert_mails"
SCENES = {
    "before arrivals are recorded": (f"{RUN}:arrivals_record", "before", 1),
    "after arrivals were recorded": (f"{RUN}:arrivals_record", "after", 1),
    "before the finds of the first alert": (f"{RUN}:finds_add", "before", 1),
    "with finds that are not committed": (f"{RUN}:finds_add", "after", 1),
    "with a decided mail that is not committed": (f"{RUN}:delivery_decide", "after", 1),
    "between two alerts": (f"{RUN}:finds_add", "before", 2),
    "before anything is sent": (f"{RUN}:deliveries_send", "before", 1),
    "when the server was greeted": ("smtplib:SMTP.mail", "before", 1),
    "before the server gets the text": ("smtplib:SMTP.data", "before", 1),
    "after the server took it": ("smtplib:SMTP.data", "after", 1),
    "after the first mail was marked as sent": (f"{MAILS}:_mark_sent", "after", 1),
    "before the second mail": ("smtplib:SMTP.mail", "before", 2),
}
REPEATED = {"after the server took it": 1}
"""The one moment in which a mail comes twice."""


class Sink:
    """A mail server that keeps what it takes."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture(scope="module")
def sink():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.port = port
    yield handler
    controller.stop()


@pytest.fixture(scope="module")
def archive(sink, tmp_path_factory):
    """Processes on a data folder, and a copy of it with two alerts and five articles that no alert has told of."""
    folder = tmp_path_factory.mktemp("killed")
    environment = {
        "ARCHIVE_DATA_DIR": str(folder / "data"),
        "ARCHIVE_SEARCH_ENGINE": "whoosh",
        "ARCHIVE_EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        "ARCHIVE_EMAIL_FROM": "alerts@archive.example",
        "ARCHIVE_SITE_URL": "https://archive.example",
    }
    with ForkServer(NO_AUTHORITY_FILE, **environment) as processes:
        for code, *arguments in ((MANAGE, "migrate", "--verbosity", "0"), (FILL,)):
            done = processes.run(code, *arguments)
            assert done.returncode == 0, done.stderr
        shutil.copytree(folder / "data", folder / "before")
        yield folder, processes


@pytest.mark.parametrize("scene", SCENES)
def test_an_alert_run_killed_at_any_moment_loses_nothing(archive, sink, scene):
    folder, processes = archive
    shutil.rmtree(folder / "data")
    shutil.copytree(folder / "before", folder / "data")
    sink.mails.clear()
    where, when, count = SCENES[scene]
    done = processes.run(KILLER, where, when, str(count), "send_alerts")
    assert done.returncode == -signal.SIGKILL, f"{where} was not reached: {done.stdout}{done.stderr}"
    for _ in range(2):
        done = processes.run(MANAGE, "send_alerts")
        assert done.returncode == 0, done.stderr
    done = processes.run(LOOK)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])

    mails = Counter(mail["Message-ID"] for mail in sink.mails)
    assert len(mails) == 2
    assert sum(mails.values()) - 2 == REPEATED.get(scene, 0)
    for mail in sink.mails:
        text = unquote(mail.get_body(("plain",)).get_content())
        assert sorted(re.findall("/articles/(.*?)/", text)) == sorted(found["keys"])
    assert found["states"] == ["sent", "sent"]
    assert [sorted(keys) for keys in found["feeds"].values()] == [sorted(found["keys"])] * 2
