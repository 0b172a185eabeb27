"""Finding the names of the authority file in a text: forms compiled to patterns, patterns matched word by word."""

from archive.entities.recognition.matching.matcher import Matcher, NameMatch
from archive.entities.recognition.matching.patterns import PatternTable

__all__ = ["Matcher", "NameMatch", "PatternTable"]
