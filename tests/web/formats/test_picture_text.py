"""Arabic in pictures: joined and ordered, as pixels and not only as code points."""

from PIL import Image, ImageDraw

from archive.web.formats.picture_text import draw_text, visual


def drawn(text, align="left", x=20.0):
    image = Image.new("L", (400, 80), 255)
    draw_text(ImageDraw.Draw(image), text, x, 55, size=40, align=align, colour="#000000", bold=False)
    return image


def ink(image):
    return image.point(lambda value: 255 - value).getbbox()


def test_letters_take_their_joined_forms_and_the_last_one_stands_first():
    assert visual("بيت") == "\ufe96\ufef4\ufe91"
    assert visual("لا") == "\ufefb"


def test_a_number_and_a_latin_word_keep_their_order_within_the_line():
    assert visual("عام 2024").startswith("2024 ")
    assert visual("G20 قمة").endswith(" G20")


def test_joined_letters_are_narrower_than_single_ones():
    joined, single = ink(drawn("بيت")), ink(drawn("ب\u200cي\u200cت"))
    assert joined[2] - joined[0] < single[2] - single[0]


def test_every_sign_of_a_query_has_a_glyph():
    missing = ink(drawn("\U0001f600"))
    for sign in "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئ0123456789٠٩abcXYZ«»…٪،؛؟.-/():":
        box = ink(drawn(sign))
        assert box is not None, sign
        assert (box[2] - box[0], box[3] - box[1]) != (missing[2] - missing[0], missing[3] - missing[1]), sign


def test_the_edge_named_is_where_the_text_stands():
    assert abs(ink(drawn("قمة", "right", 300))[2] - 300) < 6
    assert abs(ink(drawn("قمة", "left", 100))[0] - 100) < 6
    box = ink(drawn("قمة", "middle", 200))
    assert abs((box[0] + box[2]) / 2 - 200) < 6
