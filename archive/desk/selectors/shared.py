"""What the holder of a link may read: what is public of its dossier now, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.catalog.models import Article
from archive.desk.models import DossierItem, SharedLink
from archive.desk.secret_tokens import token_digest
from archive.desk.selectors.dossier_content import DossierContent
from archive.desk.selectors.dossiers import ITEMS_PER_PAGE, content_of, live_items
from archive.desk.selectors.visible import public_items, shown_items


@dataclass(frozen=True)
class SharedPage:
    """One page of a shared dossier: `content` has the entries of this page; `count` is how many there are in all."""

    content: DossierContent
    count: int
    number: int
    pages: int

    @property
    def first(self) -> int:
        """The place of the first entry, from 1."""
        return (self.number - 1) * ITEMS_PER_PAGE + 1


def shared_link(token: str) -> SharedLink | None:
    """The link with this token; None where there is none, or none any more."""
    return SharedLink.objects.select_related("dossier__owner").filter(token_hash=token_digest(token)).first()


def shared_page(link: SharedLink, number: int) -> SharedPage:
    """The page `number` (from 1; the last one if there are fewer). Notes are left out, unless the link was made with them."""
    items = list(live_items(link.dossier))
    public: Sequence[DossierItem] = public_items(items)
    pages = max(-(-len(public) // ITEMS_PER_PAGE), 1)
    number = min(max(number, 1), pages)
    first = (number - 1) * ITEMS_PER_PAGE
    shown = shown_items(public[first : first + ITEMS_PER_PAGE])
    withdrawn = len(items) - len(public)
    content = content_of(link.dossier, shown, with_notes=link.with_notes, withdrawn=withdrawn)
    return SharedPage(content, len(public), number, pages)


def shared_content(link: SharedLink) -> DossierContent:
    """All that the link shows, for a file."""
    return content_of(link.dossier, shown_items(live_items(link.dossier)), with_notes=link.with_notes)


def shared_article(link: SharedLink, key: str) -> Article | None:
    """A published article that the dossier holds as a whole. Of others the link shows the quoted passages alone."""
    whole = live_items(link.dossier).filter(quote="").values("article")
    return Article.objects.published().with_record().filter(key=key, pk__in=whole).first()
