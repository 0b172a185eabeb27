"""Words that tell where the name of a speaker begins and ends."""

from archive.statements.quotations.lexicon import folded
from archive.text import fold

TIMES = folded(
    "اليوم أمس الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت مساء صباح ظهر الليلة مؤخرا سابقا لاحقا "
    "أيضا أخيرا حديثا كذلك حينها "
    "آنذاك وقتها بدوره بدورها مجددا لافتا أول"
)
DAY = folded("يوم")
WITHIN = folded("خلاله خلالها خلالهما أثناءه أثناءها")
ON_ONES = folded("من")
SIDES = folded("جانبه جانبها جانبهم جهته جهتها جهتهم ناحيته ناحيتها")
"""«من جانبه»: it is the turn of somebody else to speak."""
AFTER_SPEAKER = TIMES | folded(
    "خلال بعد قبل عقب أثناء أمام عبر حول بشأن بخصوص ردا تعليقا إثر عندما حين إلى على عن قائلا قائلة مع منذ بينما "
    "التي الذي الذين وهو وهي حيث ضد "
    "بما ومقره ومقرها مقره مقرها يوم طلب طلبت رفض فضل اشترط طالبا طالبين مفضلا رافضا مشترطا مقابل ضمن رغم بحسب "
    "حسب وفق وفقا قبيل بعيد وذلك ممن كان كانت قد لم إنه إنها وفي"
)
"""Words that are no part of the speaker's name or description."""
NO_SUBJECT = AFTER_SPEAKER | folded(
    "في من لدى فيه فيها به بها له لها لهم عنه عنها عليه عليها إليه إليها إليهم منه منها نحو بهذا هنا هناك لكن ثم "
    "فقط مرارا صراحة بكل كما مرة بشكل "
    "النقاب جميعا جميعهم كلهم التأكيد "
    "لنفسه لنفسها عما إذا لو خلالها خلاله فوقها فوقه مسبقا علنا الآن حاليا نظر نظره نظرها نظرهم نظركم "
    "الانتباه النظر الأنظار بالقول بقوله بقولها بل و هذا هذه وفق وفقا ما مما إن أن"
)
"""Words that begin no name: the verb has its subject elsewhere."""
OF_ANOTHER = folded(
    "بعد قبل خلال عقب أثناء مع عن حول إثر أمام ضد إلى على بشأن لقاء زيارة اتهام حكومة نظام إدارة اجتماع محادثات "
    "عهد مقتل وفاة اعتقال انتخاب"
)
"""Between a cue and a person: he is not the one who speaks."""
SPOKEN_IN = folded(
    "بيان تصريح تصريحات مؤتمر مقابلة حديث حوار كلمة تغريدة تقرير رسالة مقال خطاب لقاء بيانها بيانه وقت ختام اتصال "
    "ندوة بلاغ تغريدات الرسالة سلسلة مؤتمره حديثه كلمته "
    "صفحاته حساباته صفحتها حسابها موقعه موقعها تغريدته تغريدتها "
    "خطابه رسالته منشور تدوينة جلسة افتتاح معرض حسابه صفحته تعليق إطار هذا"
)
STATES = folded("مملكة دولة جمهورية سلطنة حكومة إمارة")
"""Before the name of a country, which they belong to: «مملكة البحرين»."""
LED = folded("حكومة نظام إدارة")
"""Of those in `OF_ANOTHER`, the bodies that somebody leads."""
OFFICES = folded("الخدمة خدمة المكتب مكتب الدائرة دائرة الإدارة إدارة الهيئة هيئة اللجنة لجنة البعثة بعثة")
"""Bodies of an institution, which stands after them: «المكتب الإعلامي للوزارة»."""
SPOKEN_OF = folded("عن حول بشأن بخصوص حيال")
IN_NAME_OF = folded("باسم")
SPOKESMEN = folded("متحدث متحدثة ناطق ناطقة")
OF_PERSON = folded(
    "محامي محامية زوجة زوج والد والدة نجل نجلة شقيق شقيقة ابن ابنة مستشار مستشارة مساعد مساعدة وكيل وكيلة"
)
"""Before a person's name, somebody of his: «محامي فلان»."""
SPEAK_FOR_PERSONS = SPOKESMEN | OF_PERSON
SELF = folded("نفسه نفسها ذاته ذاتها")
WHOEVER = folded("من ما ممن")
RANKS = folded("كبير كبار رفيع بارز سابق سابقون الكبير البارز السابق")
RELATIVES = folded("التي الذي الذين")
SUBORDINATE = folded(
    "بيد غير إلا أن وكان كان وكانت كانت لكن ولكن أما وأما قد وقد فيما بينما كما إن حيث وكانوا كانوا فإن هذا"
)
TOLD = folded("محطة وكالة صحيفة قناة إذاعة موقع شبكة برنامج مراسل تلفزيون")
KIN = folded("بن ابن بنت آل أبو")
"""Between the parts of a name."""
PAUSES = "،,؛:;"
MAX_DESCRIPTION_WORDS = 8
MAX_NAME_WORDS = 4
OF_IT = folded("به بها عنه عنها فيه فيها عليه عليها إليه إليها")
AUXILIARIES = folded("قد كان كانت")
NO_SUBJECT_MARKS = folded("قد وقد هذا كما")
ONE_OF_MANY = folded("مصدر مصادر متحدث متحدثة ناطق مسؤول مسؤولون شاهد مصور مراسل عدد أحد")
LOYAL = folded("موال موالي موالية موالون موالين تابع تابعة مناهض مناهضة مؤيد مؤيدة معارض معارضة")
"""Before ل and the one to whom somebody belongs."""
SOURCES = folded("مصدر مصادر مصدران مصدرين")
TELLERS = folded("مصور مراسل مراسلة")
SPEAK_FOR = folded("بيان البيان تقرير مصور مراسل")
COMPLETED = {
    fold("على"): folded("المشرف مشرف المشرفة مشرفة القائم القائمة القائمين المشرفين"),
    fold("عن"): folded("المسؤول مسؤول المسؤولة مسؤولة المسئول مسئول المسؤولين مسؤولين"),
    fold("إلى"): folded("المبعوث مبعوث الموفد موفد المبعوثة السفير سفير"),
}
"""Prepositions with the titles that they belong to: «المشرف على المهرجان»."""
HONORIFICS = {
    fold(word): folded(titles)
    for words, titles in (
        ("سموه سموها", "سمو أمير أميرة"),
        ("معاليه معاليها", "معالي وزير وزيرة"),
        ("فضيلته", "فضيلة شيخ"),
        ("سماحته", "سماحة مفتي"),
        ("سعادته سعادتها", "سعادة سفير"),
        ("جلالته جلالتها", "جلالة ملك ملكة"),
        ("فخامته", "فخامة رئيس"),
        ("دولته", "دولة رئيس"),
        ("سيادته سيادتها", "سيادة"),
    )
    for word in words.split()
}
"""Titles with a pronoun, which stand for a person named before, and the titles that he is named with."""
LAST = folded("الأخير الأخيرة")
THINGS = folded("طائرة سيارة سفينة فيلم مسلسل كتاب صورة صاروخ جهاز هاتف رواية أغنية عملية مدينة قرية بلدة منطقة جزيرة")
"""Nouns before a name that is not of one who speaks."""
THIS = folded("هذا هذه")
"""«هذا الأخير» stands for whoever was named last."""
SAME = folded("نفس ذات")
TRAILING = folded("صدر صدرت صادر صادرة نشر نشرت من في على عن باسم إلى لدى")
