"""`python -m bench reliability`: full disk, read-only folder, damage, locks, a moved clock, killed processes, each tried."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bench.load.served_site import ServedSite
from bench.reliability.trials import TRIALS

WORDS = "مجلس المدينة وافق على خطة الطرق الجديدة بعد نقاش طويل حول كلفتها وموعد تنفيذها".split()


class Command(BaseCommand):
    help = "Serve the sample archive, bring each trouble about, print what is answered and what is lost. Two trials need root."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", action="append", choices=sorted(TRIALS), help="this trial (default: all)")
        parser.add_argument("--checkout", type=Path, default=Path.cwd(), help="a checkout with its .venv")
        parser.add_argument(
            "--data", type=Path, help="data folder of a small archive (default: the sample archive, made anew)"
        )
        parser.add_argument("--records", type=int, default=400, help="articles of the import that is disturbed")

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="khizana-reliability-") as name:
            folder = Path(name)
            checkout = options["checkout"].resolve()
            records = made_records(folder / "records.jsonl", options["records"])
            archive = options["data"] or folder / "archive"
            if options["data"] is None:
                ServedSite(checkout, archive).manage("prepare")
            for trial in options["only"] or TRIALS:
                place = folder / trial
                place.mkdir()
                self.stdout.write(f"\n## {trial}\n")
                try:
                    for line in TRIALS[trial](checkout, archive, place, records):
                        self.stdout.write(f"- {line}")
                        self.stdout.flush()
                except Exception as error:
                    self.stdout.write(f"- the trial ended: {type(error).__name__}: {error}")
            self.stdout.write(f"\nload average: {os.getloadavg()[0]:.0f}")


def made_records(path: Path, number: int) -> Path:
    """JSON lines of so many articles, no two alike."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            turned = WORDS[n % len(WORDS) :] + WORDS[: n % len(WORDS)]
            body = "\n".join(f"{' '.join(turned)} رقم {n} فقرة {part}." for part in range(8))
            line = {"id": f"made-{n}", "title": f"خطة الطرق {n}", "body": body, "date": f"2026-03-{n % 28 + 1:02}"}
            file.write(json.dumps({**line, "source": "صحيفة القياس"}, ensure_ascii=False) + "\n")
    return path
