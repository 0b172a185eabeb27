"""Print how well quotations and their speakers are read in marked articles."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.entities.recognition import read_article, shipped_tagger
from archive.statements.confidence import MIN_CONFIDENCE
from archive.statements.quotations.reading import read_quotations
from archive.statements.quotations.values import Name
from bench.quotes.gold import GoldArticle, GoldError, read_gold
from bench.quotes.scoring import Prediction, Score
from bench.recognition.training import shipped_matcher

SHOWN_CHARACTERS = 90


class Command(BaseCommand):
    help = "Print precision and recall of quotations, and the share of right speakers, on articles marked by hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gold", type=Path, required=True, metavar="FILE", help="JSONL of marked articles")
        parser.add_argument("--part", metavar="N/M", help="only every M-th article, beginning with the N-th (from 0)")
        parser.add_argument("--errors", action="store_true", help="list what was missed, wrong, or another's")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            gold = read_gold(options["gold"])
        except (OSError, GoldError) as error:
            raise CommandError(str(error)) from error
        if options["part"]:
            first, step = map(int, options["part"].split("/"))
            gold = gold[first::step]
        score = Score()
        for article, predicted in zip(gold, self._read(gold), strict=True):
            score.add(article, predicted)
        self.stdout.write(
            f"{len(gold)} articles, {score.found + len(score.missed)} quotations\n"
            f"P {score.precision:.3f}  R {score.recall:.3f}  F {score.f1:.3f}  speaker {score.speaker_share:.3f}  "
            f"type {score.types / max(1, score.found):.3f}  names taken {score.names_taken} of {score.names}"
        )
        if options["errors"]:
            self._list(score)

    def _read(self, gold: list[GoldArticle]) -> list[list[Prediction]]:
        matcher, tagger = shipped_matcher(), shipped_tagger()
        found = []
        for article in gold:
            offsets, texts = zip(*article.paragraphs, strict=True)
            mentions = read_article(texts, matcher, tagger)
            names = [
                [
                    Name(one.start, one.end, one.type, one.relation, one.entity if one.entity is not None else one.name)
                    for one in here
                    if one.relation != "nationality"
                ]
                for here in mentions
            ]
            found.append(
                [
                    Prediction(
                        (offsets[one.paragraph] + one.start, offsets[one.paragraph] + one.end),
                        one.type,
                        one.cue,
                        one.speaker_name,
                    )
                    for one in read_quotations(texts, names)
                    if one.confidence >= MIN_CONFIDENCE
                ]
            )
        return found

    def _list(self, score: Score) -> None:
        for article, missed in score.missed:
            self.stdout.write(f"missed  {article} {missed.span} {missed.type} {missed.cue}")
        for article, wrong in score.wrong:
            self.stdout.write(f"wrong   {article} {wrong.span} {wrong.type} {wrong.cue}")
        for article, meant, got in score.mistaken:
            self.stdout.write(f"speaker {article} {meant.span} {meant.speaker} / {got.speaker}"[: 2 * SHOWN_CHARACTERS])
