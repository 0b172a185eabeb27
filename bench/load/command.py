"""`python -m bench load`: readers, curators and imports at once, on one checkout after the other, as a table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.load.run import Load, Outcome, run_load

MAX_SECONDS = 900.0


class Command(BaseCommand):
    help = (
        "Put a mixed load on the site of each checkout, served on a loopback port from a copy of an archive: four readers, "
        "two curators who save in the admin, imports of changed records in a loop. Prints times, errors and lost updates."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--checkout", action="append", type=Path, help="a checkout with its .venv (default: this one)"
        )
        parser.add_argument(
            "--data", type=Path, required=True, help="data folder of an archive on SQLite; it is copied"
        )
        parser.add_argument("--seconds", type=float, default=180.0, help=f"of each run, at most {MAX_SECONDS:.0f}")
        parser.add_argument("--warm-up", type=float, default=45.0, help="seconds before times are taken")
        parser.add_argument("--readers", type=int, default=4)
        parser.add_argument("--curators", type=int, default=2)
        parser.add_argument("--records", type=int, default=100, help="changed records of each import (0: no imports)")
        parser.add_argument(
            "--reader-pause", type=float, default=0.5, help="mean seconds between two pages of a reader"
        )
        parser.add_argument("--curator-pause", type=float, default=1.0, help="seconds before a curator's next save")
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        load = Load(
            warm_up_seconds=min(options["warm_up"], MAX_SECONDS),
            seconds=min(options["seconds"], MAX_SECONDS),
            readers=options["readers"],
            curators=options["curators"],
            records=options["records"],
            reader_pause_s=options["reader_pause"],
            curator_pause_s=options["curator_pause"],
            seed=options["seed"],
        )
        outcomes = []
        for checkout in options["checkout"] or [Path.cwd()]:
            try:
                outcomes.append(run_load(checkout.resolve(), options["data"], load))
            except (OSError, ValueError) as error:
                raise CommandError(str(error)) from error
            self.stderr.write(f"{checkout}: done")
        self.stdout.write(table(outcomes))


def table(outcomes: list[Outcome]) -> str:
    """Markdown: a row for each kind of action and checkout; seconds, and p95 as a multiple of the first checkout's."""
    lines = [
        "| action | checkout | count | errors | p50 s | p95 s | max s | p95 ratio |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for position, first in enumerate(outcomes[0].samples):
        for outcome in outcomes:
            one = outcome.samples[position]
            base = first.quantile(0.95)
            ratio = f"{one.quantile(0.95) / base:.2f}" if base else "–"
            figures = " | ".join(f"{one.quantile(share):.2f}" for share in (0.5, 0.95, 1.0))
            counts = f"{len(one.seconds):,} | {len(one.errors)}"
            lines.append(f"| {one.name} | {outcome.name} | {counts} | {figures} | {ratio} |")
    for outcome in outcomes:
        lines.append(f"{outcome.name}: {len(outcome.lost)} lost updates {', '.join(outcome.lost[:5])}".rstrip())
        lines += [f"{outcome.name}: {one.name}: {error}" for one in outcome.samples for error in one.errors[:3]]
    return "\n".join(lines)
