"""`python -m bench COMMAND …`: run a benchmark or evaluation command; without arguments, list them."""

import difflib
import importlib
import os
import sys
from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    "compare": ("bench.site.compare_sites", "compare the answers of two running sites that serve the same archive"),
    "copies": (
        "bench.coverage.measure_copies",
        "whether changed copies of articles are found, and what a comparison costs",
    ),
    "endurance": (
        "bench.endurance.command",
        "half an hour of readers, curators, imports, feeds, rebuilds and backups at once",
    ),
    "engines": ("bench.engines.command", "index size, speed and query times of every engine, SQLite FTS5 and Lucene"),
    "exports": ("bench.site.exports", "time, size and peak memory of exports of a running site, by their size"),
    "figures": ("bench.figures.measure_figures", "figures read with the right value, unit and counted thing"),
    "first-pages": ("bench.site.first_pages", "processor time of first pages of results, checkouts in turn"),
    "groups": ("bench.site.grouped_pages", "processor time of pages of results by grouping, each query in turn"),
    "killed": (
        "bench.ingest.killed",
        "kill an import at random moments, import again, compare with an undisturbed one",
    ),
    "load": ("bench.load.command", "readers, curators and imports at once on the site of one or more checkouts"),
    "names": ("bench.names.measure_names", "names whose stem collides with a more frequent word"),
    "pages": ("bench.site.time_pages", "response times of the result pages of a running site"),
    "quotes": (
        "bench.quotes.measure_quotes",
        "precision and recall of quotations, and whether their speakers are right",
    ),
    "recognition": ("bench.recognition.measure_recognition", "precision and recall of named-entity recognition"),
    "relevance": ("bench.relevance.measure_relevance", "conflation and retrieval against light10 and Snowball"),
    "reliability": (
        "bench.reliability.command",
        "full disk, read-only folder, damage, locks, a moved clock and killed processes, each tried",
    ),
    "splices": (
        "bench.splices.measure_splices",
        "where raw text of several articles is cut, and single articles that are",
    ),
    "stories": ("bench.coverage.measure_stories", "stories against hand-labelled pairs and days, and what one costs"),
    "slow": ("bench.site.slow_clients", "how much slow and idle connections delay other readers of a running site"),
    "train": ("bench.recognition.train_recognizer", "train the named-entity tagger on labelled sentences"),
    "variants": ("bench.names.measure_variants", "how well name variants are distinguished from other names"),
}
"""Command → the module whose `Command` (a Django management command) runs it, and one line for the list."""

HELP_FLAGS = {"-h", "--help", "help"}


def usage() -> str:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {summary}" for name, (_, summary) in sorted(COMMANDS.items()))
    return f"usage: python -m bench COMMAND [OPTIONS]\n\n{listed}\n\nOptions of one command: python -m bench COMMAND --help"


def main(arguments: Sequence[str]) -> int:
    """Run the command named by the first argument. Returns the exit status: 2 for an unknown command."""
    if not arguments or arguments[0] in HELP_FLAGS:
        print(usage())
        return 0 if arguments else 2
    name, *rest = arguments
    if name not in COMMANDS:
        similar = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"Did you mean `{similar[0]}`?" if similar else "`python -m bench` lists the commands."
        print(f"Unknown command `{name}`. {hint}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django

    django.setup()
    importlib.import_module(COMMANDS[name][0]).Command().run_from_argv(["python -m bench", name, *rest])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
