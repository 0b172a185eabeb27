"""Serve the site: the web server and the background process under one supervisor."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from archive.catalog.data_folder import data_folder_close


class Command(BaseCommand):
    help = "Run the web server and the background process (manage.py work) until SIGTERM or Ctrl-C; both end cleanly."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")
        parser.add_argument("--workers", type=int, default=3, help="web worker processes (default %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replace this process by the supervisor, which holds no Django in memory."""
        for warning in data_folder_close():
            self.stderr.write(self.style.WARNING(warning))
        given = [f"--{name}={options[name]}" for name in ("host", "port", "workers")]
        os.execv(sys.executable, [sys.executable, "-m", "archive.web.server.supervisor", *given])
