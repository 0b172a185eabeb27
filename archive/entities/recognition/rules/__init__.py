"""Rules: names that their context announces, whatever they look like."""

from archive.entities.recognition.rules.announced import INSTITUTION, announced_names, named_after_persons
from archive.entities.recognition.rules.organizations import organizations
from archive.entities.recognition.rules.words import MAX_COUNT_OF_UNKNOWN, RuleWords

__all__ = [
    "INSTITUTION",
    "MAX_COUNT_OF_UNKNOWN",
    "RuleWords",
    "announced_names",
    "named_after_persons",
    "organizations",
]
