from archive.statements.quotations import speakers
from archive.statements.quotations.reading import read_quotations


def test_in_a_sentence_without_an_end_a_speaker_is_looked_for_near_his_verb(monkeypatch):
    asked = []
    look = speakers.named_after

    def counted(text, cue, end):
        asked.append(text.place_at(end) - cue.last)
        return look(text, cue, end)

    monkeypatch.setattr(speakers, "named_after", counted)
    read_quotations(["قال هدى " * 200], [[]])
    assert asked
    assert max(asked) <= speakers.MAX_WORDS_TO_SPEAKER + 1
