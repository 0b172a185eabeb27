"""`python -m bench endurance`: readers, curators, imports, feeds, rebuilds and backups at once, for half an hour, as tables."""

from pathlib import Path
from statistics import median
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench.endurance.run import Outcome, Plan, run

MAX_MINUTES = 120.0


class Command(BaseCommand):
    help = (
        "Put a mixed load on a served copy of an archive on SQLite: readers of all kinds of pages, curators who save, imports of "
        "new and of changed records, growing feeds, rebuilds of the index and backups. Then look whether anything was answered "
        "with 5xx, was lost, or grew."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, required=True, help="data folder of an archive; it is copied")
        parser.add_argument("--new", type=Path, required=True, help="JSON lines of articles that it does not hold")
        parser.add_argument("--minutes", type=float, default=30.0, help=f"at most {MAX_MINUTES:.0f}")
        parser.add_argument("--checkout", type=Path, default=Path.cwd(), help="a checkout with its .venv")
        parser.add_argument("--readers", type=int, default=20)
        parser.add_argument(
            "--reader-pause", type=float, default=2.0, help="mean seconds between two requests of a reader"
        )
        parser.add_argument("--curators", type=int, default=2)
        parser.add_argument("--records", type=int, default=50, help="changed records of each import")
        parser.add_argument("--part", type=int, default=100, help="new articles of each import")
        parser.add_argument("--feeds", type=int, default=3)
        parser.add_argument("--rebuild-every", type=float, default=8.0, help="minutes between two rebuilds")
        parser.add_argument("--backup-every", type=float, default=9.0, help="minutes between two backups")
        parser.add_argument(
            "--keep", type=Path, help="a new folder in which the copy of the archive and its log are left"
        )
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        plan = Plan(
            seconds=60.0 * min(options["minutes"], MAX_MINUTES),
            readers=options["readers"],
            reader_pause_s=options["reader_pause"],
            curators=options["curators"],
            records=options["records"],
            new_articles=options["new"],
            part=options["part"],
            feeds=options["feeds"],
            rebuild_every_s=60.0 * options["rebuild_every"],
            backup_every_s=60.0 * options["backup_every"],
            seed=options["seed"],
            keep=options["keep"],
        )
        try:
            outcome = run(options["checkout"].resolve(), options["data"], plan, self.stderr.write)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(report(outcome))


def report(outcome: Outcome) -> str:
    """Markdown."""
    lines = ["| action | done | errors | p50 s | p95 s | max s |", "|---|---:|---:|---:|---:|---:|"]
    samples = [outcome.visits.samples, *outcome.samples]
    for one in samples:
        figures = " | ".join(f"{one.quantile(share):.2f}" for share in (0.5, 0.95, 1.0))
        lines.append(f"| {one.name} | {len(one.seconds):,} | {len(one.errors)} | {figures} |")
    lines += [
        "",
        "| process | own, MB: second, third, last quarter | peak | mapped, MB: the same |",
        "|---|---|---:|---|",
    ]
    for name in outcome.memory.seen:
        if not name.startswith("helper"):
            own, mapped = (
                ", ".join(f"{size:.0f}" for size in sizes) for sizes in zip(*outcome.memory.quarters(name), strict=True)
            )
            lines.append(f"| {name} | {own} | {outcome.memory.peak(name):.0f} | {mapped} |")
    statuses = ", ".join(f"{status}: {count:,}" for status, count in sorted(outcome.visits.statuses.items()))
    failed = sum(count for (_, status), count in outcome.requests.items() if status.startswith("5"))
    lines += [
        "",
        f"readers' statuses: {statuses}",
        f"requests that the site counted: {sum(outcome.requests.values()):,}, of these 5xx: {failed}",
        *(f"5xx: {address}: {count}" for address, count in outcome.visits.failed.most_common(5)),
        *(f"5xx: {route} {status}: {n}" for (route, status), n in outcome.requests.items() if status.startswith("5")),
        f"lost: {len(outcome.lost)} {'; '.join(outcome.lost[:10])}".rstrip(),
        *outcome.said,
        f"load average: {median(outcome.loads or [0]):.0f} (median), {max(outcome.loads or [0]):.0f} (most)",
        *(f"{one.name}: {error}" for one in samples for error in one.errors[:3]),
    ]
    return "\n".join(lines)
