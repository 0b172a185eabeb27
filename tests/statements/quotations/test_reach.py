from archive.statements.quotations import speakers
from archive.statements.quotations.printed import MAX_SENTENCE_WORDS, PrintedText
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


def test_a_text_without_stops_is_read_in_parts_that_cover_it():
    text = PrintedText("قال محمد " * 600)
    ends = [end for _, end in text.sentences]
    assert [start for start, _ in text.sentences] == [0, *ends[:-1]]
    assert max(len(text.text[start:end].split()) for start, end in text.sentences) == MAX_SENTENCE_WORDS


def test_what_is_marked_is_not_parted_however_long():
    text = PrintedText(f"قال الوزير «{'كلمة ' * 600}» ثم خرج")
    assert len(text.sentences) == 2
    assert text.text[: text.sentences[0][1]].endswith("» ")
