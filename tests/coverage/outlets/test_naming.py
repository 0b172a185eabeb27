from archive.coverage.outlets.naming import named_differently


def parts(*texts):
    return {number: [text.split()] for number, text in enumerate(texts, 1)}


def names(left, right):
    found = named_differently(parts(*left), parts(*right), 10)
    return [(one.thing, one.left.printed, one.right.printed) for one in found]


def test_one_thing_has_a_name_of_each_side():
    left = ["بدأت الحرب في الساحل", "وقال إن الحرب على الساحل مستمرة", "تدور الحرب في الساحل"]
    right = ["بدأت العملية العسكرية في الساحل", "تستمر العملية العسكرية في الساحل"]
    assert names(left, right) == [("الساحل", "الحرب في الساحل", "العملية العسكرية في الساحل")]
    (found,) = named_differently(parts(*left), parts(*right), 10)
    assert (found.left.count, found.left.other, found.left.article) == (3, 0, 1)
    assert (found.right.count, found.right.other, found.right.article) == (2, 0, 1)


def test_a_name_that_both_sides_print_is_none_of_one_side():
    both = ["بدأت الحرب في الساحل", "تدور الحرب في الساحل"]
    assert names(both, [*both, "بدأت الأزمة في الساحل", "تستمر الأزمة في الساحل"]) == []


def test_what_one_side_prints_once_is_no_name_of_its_own():
    assert names(["الحرب في الساحل"], ["الأزمة في الساحل", "الأزمة في الساحل"]) == []


def test_prepositions_in_a_row_are_no_name():
    assert names(["الحرب من داخل الساحل"] * 2, ["الأزمة من داخل الساحل"] * 2) == []


def test_verbs_before_a_word_are_no_names_of_it():
    assert names(["أعلن الوزير ذلك"] * 2, ["أكد الوزير ذلك"] * 2) == []


def test_a_name_without_the_article_is_one_where_it_is_printed_with_it_elsewhere():
    left = ["تدور حرب الساحل", "تستمر حرب الساحل", "انتهت الحرب"]
    right = ["تدور أزمة الساحل", "تستمر أزمة الساحل", "انتهت الأزمة"]
    assert names(left, right) == [("الساحل", "حرب الساحل", "أزمة الساحل")]


def test_an_indefinite_noun_takes_its_adjective_along():
    left = ["بدأت عملية عسكرية في الساحل"] * 2 + ["العملية انتهت"]
    right = ["بدأت الحرب في الساحل"] * 2
    assert names(left, right) == [("الساحل", "عملية عسكرية في الساحل", "الحرب في الساحل")]
