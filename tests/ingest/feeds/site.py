"""A web server of the tests' own on 127.0.0.1 that answers as each test tells it; feeds and pages of our own texts."""

import gzip
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

BODY = (
    "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات، وفق ما قاله مراقبون للطيور في المنطقة.",
    "وقالت سلمى الحداد إن الأمطار الغزيرة ملأت البرك التي تتغذى منها الطيور المهاجرة في طريقها إلى الجنوب كل خريف.",
    "وأضافت أن جمعية الطيور ستنظم في نهاية الأسبوع جولة للزوار، وأن الدخول إلى المحمية سيبقى بلا مقابل طوال الموسم.",
)
TEXT = "".join(f"<p>{text}</p>" for text in BODY)
TEASER = "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات…"
Answer = Callable[[BaseHTTPRequestHandler], None]


def item(
    link: str,
    title: str = "عودة اللقالق إلى سهل البقاع",
    text: str = TEXT,
    date: str = "Wed, 03 Apr 2019 00:30:00 +0300",
) -> str:
    parts = f"<title>{escape(title)}</title><link>{escape(link)}</link><description>{escape(text)}</description>"
    return f"<item>{parts}<pubDate>{date}</pubDate></item>"


def rss(*items: str, title: str = "نشرة الحقول") -> bytes:
    head = f"<title>{title}</title><link>https://fields.example/</link>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def web_page(title: str = "عودة اللقالق إلى سهل البقاع", body: tuple[str, ...] = BODY, head: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return (
        f'<html lang="ar"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>الرئيسية</a> <a href='/s'>رياضة</a></nav><article><h1>{title}</h1>{text}</article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    ).encode()


class Site:
    """`answers` by path; `requests` as they came: (path, headers)."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.held = threading.Event()
        """Set at the end of the test: answers that drip or wait end then."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.requests.append((self.path, dict(self.headers.items())))
                try:
                    site.answers.get(self.path, site.status(404))(self)
                except OSError:  # the reader has gone
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.held.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/feed") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    @staticmethod
    def status(status: int, **headers: str) -> Answer:
        return Site.content(b"", status=status, **headers)

    @staticmethod
    def content(body: bytes, kind: str = "application/rss+xml", status: int = 200, **headers: str) -> Answer:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        return answer

    def conditional(self, body: bytes, etag: str) -> Answer:
        """304 to those who have this ETag."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            is_known = handler.headers.get("If-None-Match") == etag
            (self.status(304, ETag=etag) if is_known else self.content(body, ETag=etag))(handler)

        return answer

    def redirect(self, to: str, status: int = 302) -> Answer:
        return self.status(status, Location=to)

    def gzipped(self, body: bytes) -> Answer:
        return self.content(gzip.compress(body), Content_Encoding="gzip")
