"""Words that sound alike: when they are certainly one name, and when they are left to the curators."""

import pytest

from archive.entities.models import SpellingVariant
from archive.search import drain
from archive.search.engine import current_engine
from archive.search.expansion import Vocabulary
from archive.search.expansion.sound_alikes import MAX_JUDGED, SoundAlikes, is_name_like
from archive.text import analyze
from tests.search.conftest import write

pytestmark = pytest.mark.django_db
SAILS = "اشترى السيد {} قاربا من الميناء القديم في رحلة بحرية"
COURT = "فازت لاعبة {} بالكأس بعد ملعب عشبي في بطولة دولية"


def sound_alikes():
    drain()
    view = current_engine().view()
    return SoundAlikes(view, Vocabulary(view))


def variants(word):
    (term,) = analyze(word)
    return sound_alikes().variants(term)


@pytest.mark.parametrize(
    ("word", "name"), [("بوتين", True), ("وزارة", False), ("يقول", False), ("في", False), ("كيم", False)]
)
def test_names_are_distinguished_from_nouns_and_verbs_by_their_form(word, name):
    assert is_name_like(analyze(word)[0].spelling) is name


def test_a_doubtful_pair_is_judged_but_not_certain():
    for number in range(8):
        write(f"خبر {number}", COURT.format("كريستيان"), SAILS.format("كريستين"))
    drain()
    view = current_engine().view()
    sound_alikes = SoundAlikes(view, Vocabulary(view))
    assert [(pair.other, pair.is_certain) for pair in sound_alikes.judge(analyze("كريستيان")[0])] == [
        ("كريستين", False)
    ]


def test_a_noun_with_a_pronoun_is_no_name(monkeypatch):
    monkeypatch.setattr("archive.search.expansion.sound_alikes.takes_article", lambda word: word == "منسوب")
    assert not is_name_like("منسوبها")
    assert not is_name_like("منسوبهم")
    assert is_name_like("كوسوبها")


def test_a_word_in_similar_contexts_is_certainly_the_same_name():
    for number in range(8):
        write(f"خبر {number}", SAILS.format("ديمتري"), SAILS.format("ديميتري"))
    assert variants("ديمتري") == ("ديميتري",)


def test_a_word_in_other_contexts_is_not():
    for number in range(8):
        write(f"خبر {number}", SAILS.format("ديمتري"), COURT.format("ديميتري"))
    assert variants("ديمتري") == ()


def test_a_confirmed_pair_needs_no_similar_contexts_and_a_refused_one_is_never_used():
    for number in range(8):
        write(f"خبر {number}", SAILS.format("ديمتري"), COURT.format("ديميتري"))
    pair = SpellingVariant.objects.create(one="ديمتري", other="ديميتري", state="confirmed")
    assert variants("ديمتري") == ("ديميتري",)
    pair.state = "refused"
    pair.save()
    assert variants("ديمتري") == ()


def test_inflections_of_one_word_are_not_compared():
    write("خبر", "وصل غوتيريش وغوتيريشها", "كرتنبولدي كرتنبولده")
    assert [pair.other for pair in sound_alikes().judge(analyze("كرتنبولدي")[0])] == []


def test_no_more_words_are_compared_than_allowed():
    spelled = (
        "كرتنبولد",
        "كريتنبولد",
        "كرتنبولت",
        "كرتينبولد",
        "كرتنبوليد",
        "كرتنبلد",
        "كرطنبولد",
        "كرتنبولض",
        "كيرتنبولد",
    )
    write("خبر", " ".join(spelled))
    assert len(sound_alikes().judge(analyze("كرتنبولد")[0])) <= MAX_JUDGED
