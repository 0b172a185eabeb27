"""One recognizing process as its owner sees it: started, asked, ended."""

from collections.abc import Sequence
from multiprocessing.connection import Connection

from archive.ingest.annotation import PrintedArticle
from archive.ingest.recognizers.forks import RecognizerDiedError, RecognizerForks, kill
from archive.ingest.recognizers.process import Reply


class Recognizer:
    """A process that recognises names and dates. Of one thread at a time."""

    def __init__(self, forks: RecognizerForks) -> None:
        self._forks = forks
        self._connection: Connection | None = None
        self._pid = 0
        self._is_killed = False

    def start(self) -> None:
        """Raises OSError or RecognizerDiedError."""
        self._connection, self._pid = self._forks.fork()
        if self._is_killed:
            kill(self._pid)

    def ask(self, articles: Sequence[PrintedArticle]) -> Reply:
        """Raises RecognizerDiedError."""
        assert self._connection is not None
        try:
            self._connection.send(articles)
            reply: Reply = self._connection.recv()
        except (EOFError, OSError) as error:
            raise RecognizerDiedError(self._ended()) from error
        return reply

    def kill(self) -> None:
        """End the process at once; who waits for an answer gets RecognizerDiedError."""
        self._is_killed = True
        if self._pid:
            kill(self._pid)

    def close(self) -> None:
        self.kill()
        if self._connection is not None:
            self._connection.close()
        if self._pid:
            self._ended()

    def _ended(self) -> str:
        pid, self._pid = self._pid, 0  # once it was waited for, its number may be another's
        return self._forks.ending(pid)
