"""Training on invented sentences."""

from archive.entities.recognition import AnalyzedText
from archive.entities.recognition.tagger.model_file import load
from archive.entities.recognition.tagger.tokens import sentences
from bench.recognition.corpus import Sentence
from bench.recognition.training import shipped_matcher, token_labels, train

NAMES = "قلعوش زرنوف بطرون دغماش سرداب هلموت".split()


def test_a_trained_tagger_finds_a_new_name_in_a_known_frame(tmp_path):
    corpus = [
        Sentence(("سافر", "الفريق", "إلى", "مدينة", name, "صباحا"), ("O", "O", "O", "O", "B-LOC", "O"))
        for name in NAMES
    ] * 5
    path = tmp_path / "model.gz"
    train(corpus, path)
    text = "سافر الوفد إلى مدينة كرشوف صباحا"
    (output,) = load(path).tag([sentences(AnalyzedText(text))])
    assert [(text[name.start : name.end], name.type) for name in output.names] == [("كرشوف", "place")]


def test_tokens_take_the_label_of_the_files_word_they_are_part_of():
    sentence = Sentence(("قال", "جان-بول", "20يونيو"), ("O", "B-PER", "O"))
    tokens = [token for part in sentences(AnalyzedText(sentence.text)) for token in part]
    assert [token.word for token in tokens] == ["قال", "جان", "بول", "20", "يونيو"]
    assert token_labels(sentence, tokens) == ["O", "B-PER", "I-PER", "O", "O"]


def test_the_shipped_matcher_includes_guarded_towns():
    assert any(found.guarded for found in shipped_matcher().find(AnalyzedText("في مدينة نانجينغ")))
