"""Stop words: words that say little about the subject of a text.

They are indexed. A query requires them within a phrase or if it has no other words; else they only rank. The list is folded
by the same function as the texts.
"""

from archive.text.normalization import fold

_GROUPS: tuple[tuple[str, str], ...] = (
    (
        "prepositions",
        "من إلى عن على في مع حتى منذ مذ خلال بين لدى عند نحو حول تحت فوق أمام وراء خلف دون ضد عبر رغم أثناء",
    ),
    (
        "prepositions with pronouns",
        "منه منها منهم عنه عنها عليه عليها عليهم فيه فيها فيهم معه معها معهم به بها بهم له لها لهم",
    ),
    (
        "prepositions with pronouns, longer",
        "إليه إليها إليهم لديه لديها لديهم بينها بينهم بينهما بينما عنهم منهما لنا لك لي بك",
    ),
    (
        "conjunctions",
        "و أو ثم أم بل لكن لكنه لكنها لأن لأنه لأنها كي لكي إذ إذا لو لولا كما مثلما حيث حيثما فيما بعدما عندما",
    ),
    (
        "particles",
        "أن إن أنه أنها أنهم إنه إنها إنهم لم لن لا ما قد لقد سوف هل ليس ليست إلا إنما أما أي أيضا أيضاً كلا نعم",
    ),
    ("joined particles", "بأن بأنه بأنها فإن وإن وأن بما مما عما فما ألا لما كأن كذلك لذلك بذلك هكذا"),
    ("demonstratives", "هذا هذه هذان هذين هاتان هاتين هؤلاء ذلك تلك أولئك هنا هناك ذاك"),
    ("relatives", "الذي التي الذين اللذان اللذين اللتان اللتين اللواتي اللاتي من ما"),
    ("pronouns", "هو هي هم هن هما أنا نحن أنت أنتم"),
    ("auxiliaries", "كان كانت كانوا يكون تكون يكونوا ستكون سيكون كنت كنا تم يتم مازال لازال ما زال أصبح أصبحت"),
    ("quantity and order", "كل بعض غير سوى جدا فقط أكثر أقل قبل بعد ثمة"),
)

STOP_WORDS: frozenset[str] = frozenset(fold(word) for _, words in _GROUPS for word in words.split())


def is_stop_word(spelling: str) -> bool:
    """Whether a word, at level `spelling` or just folded, is a stop word."""
    return spelling in STOP_WORDS
