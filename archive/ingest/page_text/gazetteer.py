"""Names that reading raw text needs: places and agencies for datelines, all names for tag lines.

Loaded from the authority file once per import; the signatures of news agencies are also listed here, so that datelines are
recognised with an empty authority file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.entities.models import NameForm
from archive.entities.selectors import known_agencies, known_places
from archive.text import fold


class Agency(NamedTuple):
    """A news agency's preferred name and its signatures, separated by |."""

    name: str
    signatures: str


AGENCIES = (
    Agency("رويترز", "رويترز|Reuters"),
    Agency(
        "فرانس برس",
        "أ ف ب|أ.ف.ب|أ. ف. ب.|أ ف ب.|ا ف ب|أف ب|فرانس برس|وكالة فرانس برس|ا.ف.ب|AFP"
        "|وكالة الصحافة الفرنسية|وكالة الأنباء الفرنسية",
    ),
    Agency("أسوشيتد برس", "أ ب|أ.ب|أ. ب.|أسوشيتد برس|أسوشييتد برس|اسوشيتدبرس|أسوشيتدبرس|AP|Associated Press"),
    Agency("وكالة الأنباء الألمانية", "د ب أ|د.ب.أ|د. ب. أ.|د ب ا|DPA|وكالة الأنباء الألمانية"),
    Agency("سبوتنيك", "سبوتنيك|وكالة سبوتنيك|Sputnik"),
    Agency("تاس", "وكالة تاس|إيتار تاس|TASS"),
    Agency("ريا نوفوستي", "ريا نوفوستي|نوفوستي|RIA Novosti"),
    Agency("إنترفاكس", "إنترفاكس|انترفاكس|Interfax"),
    Agency("الأناضول", "الأناضول|وكالة الأناضول|Anadolu|Anadolu Agency"),
    Agency("شينخوا", "شينخوا|وكالة شينخوا|Xinhua"),
    Agency("بلومبرغ", "بلومبرغ|بلومبيرغ|بلومبرج|Bloomberg"),
    Agency("واس", "واس|وكالة الأنباء السعودية|SPA"),
    Agency("وام", "وام|وكالة أنباء الإمارات|وكالة الأنباء الإماراتية|WAM"),
    Agency("قنا", "قنا|وكالة الأنباء القطرية|QNA"),
    Agency("كونا", "كونا|وكالة الأنباء الكويتية|KUNA"),
    Agency("بنا", "بنا|وكالة أنباء البحرين|BNA"),
    Agency("بترا", "بترا|وكالة الأنباء الأردنية|Petra"),
    Agency("وفا", "وفا|وكالة وفا|WAFA"),
    Agency("سانا", "سانا|SANA"),
    Agency("سبأ", "وكالة سبأ|سبأ نت"),
    Agency("واع", "واع|وكالة الأنباء العراقية|INA"),
    Agency("أ ش أ", "أ ش أ|أ.ش.أ|ا ش ا|وكالة أنباء الشرق الأوسط|MENA"),
    Agency("واج", "واج|وكالة الأنباء الجزائرية|APS"),
    Agency("وات", "وكالة تونس أفريقيا للأنباء|TAP"),
    Agency("و م ع", "و م ع|ومع|وكالة المغرب العربي للأنباء|MAP"),
    Agency("الوطنية", "الوكالة الوطنية للإعلام|وطنية"),
    Agency("فارس", "وكالة فارس|فارس نيوز"),
    Agency("إرنا", "إرنا|IRNA"),
    Agency("كيودو", "كيودو|Kyodo"),
    Agency("يونهاب", "يونهاب|Yonhap"),
    Agency("وكالات", "وكالات|الوكالات"),
)
AGENCY_NAMES: dict[str, str] = {
    fold(form): row.name for row in AGENCIES for form in (row.name, *row.signatures.split("|"))
}


@dataclass(frozen=True)
class Gazetteer:
    """Folded names: places; agencies by signature; all names and metonyms of the authority file."""

    places: frozenset[str] = frozenset()
    agencies: dict[str, str] = field(default_factory=lambda: AGENCY_NAMES)
    names: frozenset[str] = frozenset()
    source_lines: Mapping[str, str] = field(default_factory=dict)
    """Names of sources by the folded lines that curators said to name them."""


def load_gazetteer() -> Gazetteer:
    """The names in the authority file now."""
    from archive.ingest.rules.texts import rule_book  # its models are none of a process that recognises names

    names = NameForm.objects.exclude(relation=NameForm.Relation.NATIONALITY).values_list("text", flat=True)
    return Gazetteer(
        places=frozenset(known_places()),
        agencies={**known_agencies(), **AGENCY_NAMES},
        names=frozenset(fold(name) for name in names),
        source_lines=rule_book().lines,
    )
