"""From granian's asynchronous interface (RSGI) to the WSGI application.

Requests and their bodies are received on the event loop; a request that is complete is computed in one of THREADS threads,
its response is handed to granian whole (`answers`). Under granian's own WSGI interface a thread waits for each body, without
a deadline.
"""

import asyncio
import errno
import io
import logging
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

from granian.rsgi import HTTPProtocol, Scope

from archive.web.server.answers import Answer, ReaderGoneError, gather
from archive.web.server.bodies import MAX_BODY_BYTES, BodyError, BodyReceiver
from archive.web.server.current_request import REQUEST_ID, new_request_id, serving
from archive.web.server.request_serializer import Application

log = logging.getLogger(__name__)
THREADS = 16
"""Per worker. One computes; the others wait for their turn, for a password to be checked or for a database lock."""
DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
READER_GONE = 499
"""What is recorded of a request whose reader closed the connection before it was answered, as nginx does: nothing was wrong with
the site, as 5xx would say."""
RETRY_AFTER_S = 5
WATCH_AFTER_S = 1.0
"""A request that takes longer is given up when its reader goes away, if its response comes in parts."""
OPENING_S = 30.0
"""How long a file stays open here after it was handed to granian, which opens it for itself at once."""
Environ = dict[str, Any]
_SENTENCES = {
    400: "طلب غير مفهوم.",
    READER_GONE: "",
    408: "لم يصل الطلب كاملًا في الوقت المتاح؛ أعد المحاولة.",
    413: "ما أُرسل أكبر مما يُقبل.",
    500: "حدث خطأ في الخادم.",
    503: "الخادم مشغول الآن؛ أعد المحاولة بعد قليل.",
}


class Gateway:
    """The callable that granian is given.

    `describe` completes an environ before the body is received (`forwarding`); `body_limit` says how large a body may be
    that is larger than usual (`large_bodies`), `folder` where such a body, or a long response, is kept. `answered` is told of
    each response: the environ, the status and the seconds since the request had arrived.
    """

    def __init__(
        self,
        application: Application,
        describe: Callable[[Environ], None] = lambda _: None,
        body_limit: Callable[[Environ], int] = lambda _: MAX_BODY_BYTES,
        folder: Path | None = None,
        answered: Callable[[Environ, int, float], None] = lambda *_: None,
    ) -> None:
        self._answered = answered
        self._body_limit = body_limit
        self._application = application
        self._describe = describe
        self._folder = folder
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")
        self._bodies = BodyReceiver(folder=folder)

    async def __call__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        answer = await self._answer(scope, protocol)
        if answer.file is None:
            protocol.response_bytes(answer.status, answer.headers, answer.content)
            return
        protocol.response_file(answer.status, answer.headers, answer.path)
        asyncio.get_running_loop().call_later(OPENING_S, answer.file.close)

    async def _answer(self, scope: Scope, protocol: HTTPProtocol) -> Answer:
        environ: Environ = {}
        try:
            environ = build_environ(scope)
            self._describe(environ)
            length = _content_length(environ)
            if length or "HTTP_TRANSFER_ENCODING" in environ:
                environ |= await self._received(environ, protocol, length)
        except BodyError as error:
            return self._refused(environ, error.status)
        except ValueError as error:
            log.info("Refused request: %s", error)
            return self._refused(environ, 400)
        except OSError as error:
            log.error("A body cannot be kept: %s", error)
            return self._refused(environ, 503)
        return await self._computed(environ, protocol)

    def _refused(self, environ: Environ, status: int) -> Answer:
        """A request that the application does not see."""
        self._answered(environ, status, 0.0)
        return _refusal(status)

    async def _computed(self, environ: Environ, protocol: HTTPProtocol) -> Answer:
        gone = threading.Event()
        environ.setdefault(REQUEST_ID, new_request_id())
        began = time.monotonic()
        computing = asyncio.get_running_loop().run_in_executor(self._threads, self._serve, environ, gone, began)
        await asyncio.wait({computing}, timeout=WATCH_AFTER_S)
        if not computing.done():
            leaving = asyncio.ensure_future(protocol.client_disconnect())
            either: set[asyncio.Future[Any]] = {computing, leaving}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if leaving.done():
                gone.set()
            leaving.cancel()
        return await computing

    async def _received(self, environ: Environ, protocol: HTTPProtocol, length: int) -> Environ:
        """The keys of the environ that describe the body. Raises BodyError."""
        client = environ["REMOTE_ADDR"]
        if length > MAX_BODY_BYTES:
            limit = await asyncio.get_running_loop().run_in_executor(self._threads, self._body_limit, environ)
            file = await self._bodies.receive_file(protocol, client, length, limit)
            return {"wsgi.input": file, "CONTENT_LENGTH": str(length)}
        body = await self._bodies.receive(protocol, client, length)
        return {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}

    def _serve(self, environ: Environ, gone: threading.Event, began: float) -> Answer:
        with serving(environ):
            answer = self._compute(environ, gone)
            answer.headers.append(("X-Request-ID", environ[REQUEST_ID]))
            self._answered(environ, answer.status, time.monotonic() - began)
            return answer

    def _compute(self, environ: Environ, gone: threading.Event) -> Answer:
        started: list[Any] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], None]:
            # Django writes a blank before the value of a cookie
            started[:] = int(status.split(" ", 1)[0]), [(name, value.strip()) for name, value in headers]
            return _no_write

        try:
            response = self._application(environ, start_response)
            try:
                content, file = gather(response, self._folder, gone)
            finally:
                if close := getattr(response, "close", None):
                    close()
        except ReaderGoneError:
            return _refusal(READER_GONE)  # nobody reads it
        except OSError as error:
            if error.errno not in DISK_ERRORS:
                log.exception("%s %s", environ["REQUEST_METHOD"], environ["PATH_INFO"])
                return _refusal(500)
            log.error("A response cannot be kept: %s", error)
            return _refusal(503)
        except Exception:
            log.exception("%s %s", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            return _refusal(500)
        finally:
            environ["wsgi.input"].close()
        status, headers = started
        if file is not None and all(name.lower() != "content-length" for name, _ in headers):
            headers.append(("Content-Length", str(file.tell())))
        return Answer(status, headers, content, file)


def build_environ(scope: Scope) -> Environ:
    """The environ of PEP 3333, without a body. Raises ValueError for two hosts.

    Header names with an underscore are dropped: `X_Forwarded_For` would pass for `X-Forwarded-For`.
    """
    server, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        if key not in environ:
            environ[key] = value
        elif key == "HTTP_HOST":
            raise ValueError("two hosts")
        else:
            environ[key] += ("; " if key == "HTTP_COOKIE" else ",") + value
    return environ


def _content_length(environ: Environ) -> int:
    given = environ.get("CONTENT_LENGTH", "")
    return int(given) if given.isascii() and given.isdigit() else 0


def _refusal(status: int) -> Answer:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Retry-After", str(RETRY_AFTER_S)))
    return Answer(status, headers, _SENTENCES[status].encode())


def _no_write(_: bytes) -> None:
    raise NotImplementedError("Return the response; write() is not supported.")
