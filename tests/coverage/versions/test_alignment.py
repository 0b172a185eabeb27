from archive.coverage.versions.alignment import shared_sentences

ONE = "افتتحت بلديه المدينه القديمه سوقا للحرفيين قرب الميناء بعد عامين من اعمال الترميم".split()
TWO = "ورحب تجار الحي بالخطوه لكنهم طالبوا بتوسيع مواقف السيارات وتنظيم حركه الشاحنات".split()
THREE = "ومن المنتظر ان يستقبل السوق زوار مهرجان الخريف الذي يقام كل عام علي الواجهه".split()


def shared(own, other):
    found = shared_sentences([tuple(words) for words in own], [tuple(words) for words in other])
    return {match.own: (match.first, match.last) for match in found}


def changed(words, *places):
    return [f"بديل{place}" if place in places else word for place, word in enumerate(words)]


def test_equal_sentences_are_shared_wherever_they_stand():
    assert shared([ONE, TWO, THREE], [THREE, ONE, TWO]) == {0: (1, 1), 1: (2, 2), 2: (0, 0)}


def test_a_sentence_with_a_few_other_words_is_shared_and_tells_them():
    own = [changed(ONE, 2, 7), TWO, THREE]
    assert shared(own, [ONE, TWO, THREE])[0] == (0, 0)
    match = shared_sentences([tuple(words) for words in own], [tuple(ONE), tuple(TWO), tuple(THREE)])[0]
    assert match.changes == ((("بديل2",), (ONE[2],)), (("بديل7",), (ONE[7],)))
    assert match.kept == tuple(word for place, word in enumerate(ONE) if place not in (2, 7))


def test_a_sentence_with_half_of_its_words_changed_is_not():
    assert 0 not in shared([changed(ONE, 0, 2, 4, 6, 8, 10), TWO, THREE], [ONE, TWO, THREE])


def test_a_sentence_may_lie_across_the_ends_of_the_others():
    assert shared([ONE + TWO, THREE, THREE], [ONE, TWO, THREE])[0] == (0, 1)
    assert shared([ONE, TWO, THREE], [ONE[:6], ONE[6:] + TWO, THREE]) == {0: (0, 1), 1: (1, 1), 2: (2, 2)}


def test_the_same_words_in_another_order_are_another_sentence():
    assert 0 not in shared([sorted(ONE), TWO, THREE], [ONE])


def test_what_stands_before_and_after_a_sentence_is_no_change():
    (match,) = shared_sentences([tuple(ONE[2:9])], [tuple(ONE)])
    assert match.changes == ()


def test_a_text_of_one_sentence_must_share_more_of_it():
    nearly = changed(ONE, 3, 4, 5, 6)
    assert shared([nearly], [ONE]) == {}
    assert shared([nearly, TWO, THREE], [ONE])[0] == (0, 0)
