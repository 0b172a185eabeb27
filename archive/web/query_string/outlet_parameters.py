"""The parameters of two outlets compared over a search: of the JSON API and of the page."""

from archive.web.query_string.parameter import Parameter
from archive.web.query_string.parameters import MAX_KEY_LENGTH, MAX_TYPED_LENGTH, OF_PAGES, PARAMETERS

OUTLET_API_PARAMETERS: tuple[Parameter, ...] = (
    *(parameter for parameter in PARAMETERS if parameter.name not in (*OF_PAGES, "sort", "group")),
    Parameter("left", "text", "Key of one source.", arabic="مفتاح أحد المصدرين.", max_length=MAX_KEY_LENGTH),
    Parameter("right", "text", "Key of the other source.", arabic="مفتاح المصدر الآخر.", max_length=MAX_KEY_LENGTH),
)
OUTLET_PARAMETERS: tuple[Parameter, ...] = (
    *OUTLET_API_PARAMETERS,
    Parameter(
        "word",
        "text",
        "A word or two, of which the page shows sentences in each source.",
        arabic="كلمة أو كلمتان تُعرض شواهدها في كل مصدر.",
        max_length=MAX_TYPED_LENGTH,
    ),
)
