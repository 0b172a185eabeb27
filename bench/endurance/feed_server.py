"""Feeds on loopback that grow by an item every so many seconds, with texts made of common words."""

import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

FIRST_ITEMS, ITEM_EVERY_S, MAX_ITEMS = 5, 60.0, 60
WORDS = (
    "أعلنت الوزارة اليوم أن المشروع الجديد سيبدأ في المدينة خلال الشهر المقبل بعد اجتماع اللجنة التي ناقشت الميزانية "
    "وقال المدير إن العمل يسير وفق الخطة المقررة وأضاف المتحدث أن السكان رحبوا بالقرار فيما طالب المجلس بمراجعة الأسعار "
    "وتحسين الطرق والمدارس والمياه"
).split()


class FeedServer:
    """Use as a context manager. `links` says which items were served until now, by their links."""

    def __init__(self, feeds: int) -> None:
        self.feeds = feeds
        self._began = time.monotonic()
        self._frozen: int | None = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = outer.content(self.path).encode()
                self.send_response(200 if content else 404)
                self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "FeedServer":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def addresses(self) -> list[str]:
        return [f"http://{self.host}/feed/{feed}" for feed in range(self.feeds)]

    def freeze(self) -> None:
        """No item is added from now on."""
        self._frozen = self._items()

    def links(self) -> set[str]:
        return {self._link(feed, item) for feed in range(self.feeds) for item in range(self._items())}

    def content(self, path: str) -> str:
        feed = path.rpartition("/")[2]
        if not (path.startswith("/feed/") and feed.isdigit() and int(feed) < self.feeds):
            return ""
        items = "".join(self._item(int(feed), item) for item in range(self._items()))
        title = f"خلاصة القياس {feed}"
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'

    def _items(self) -> int:
        if self._frozen is not None:
            return self._frozen
        return min(FIRST_ITEMS + int((time.monotonic() - self._began) / ITEM_EVERY_S), MAX_ITEMS)

    def _link(self, feed: int, item: int) -> str:
        return f"http://{self.host}/feed/{feed}/item/{item}"

    def _item(self, feed: int, item: int) -> str:
        chance = random.Random(f"{feed}-{item}")
        title = f"خبر القياس {feed} {item}: {' '.join(chance.choices(WORDS, k=4))}"
        body = "".join(f"<p>{' '.join(chance.choices(WORDS, k=40))}.</p>" for _ in range(6))
        link = self._link(feed, item)
        return (
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
            f"<pubDate>Mon, 02 Mar 2026 {item % 24:02}:00:00 GMT</pubDate><description>{escape(body)}</description></item>"
        )
