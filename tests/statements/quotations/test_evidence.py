import pytest

from tests.statements.quotations.sentences import said


@pytest.mark.parametrize(
    "text",
    [
        "خسر الفريق مرتين، وهو ما يؤكد أن المدرب أخطأ.",
        "خسر الفريق مرتين، الأمر الذي يؤكد أن المدرب أخطأ.",
        "وما يؤكد أكثر من غيره أن المدرب أخطأ.",
        "كل المؤشرات تؤكد أن المدرب أخطأ.",
        "هذه تكهنات تؤكد أن المدرب أخطأ.",
        "تحرير الحي يعتبر دليلا على أن الجيش قوي.",
    ],
)
def test_what_a_thing_proves_is_nobodys_words(text):
    assert said("قال سليم الحداد إن العمل بدأ.", text) == ["العمل بدأ"]


@pytest.mark.parametrize(
    "text",
    [
        "وعن المباراة يقول إن الفريق جاهز.",
        "والمصدر يؤكد أن الفريق جاهز.",
        "وزار الملعب مع صديقه الذي يقول إن الفريق جاهز.",
        "وهو يؤكد أن الفريق جاهز.",
    ],
)
def test_what_somebody_goes_on_to_say_is_his(text):
    assert said("قال سليم الحداد إن العمل بدأ.", text) == ["العمل بدأ", "الفريق جاهز"]
