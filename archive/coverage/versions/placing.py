"""Places one article: in a group of versions, as the beginning of one, or alone; and what that changes for others.

Order of steps: take it out of where it was (a group that it represented continues with another member); compare it with the
representatives of the groups of its candidates, then with candidates that are alone; join the best group, or begin one with
the article printed first as its representative. A member is compared with the representative, never with another member.
Members that no longer fit are placed anew in their turn (PendingComparison). Call it within a transaction.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from archive.coverage.models import PendingComparison, ShortVersion, Version, VersionGroup, VersionRefusal
from archive.coverage.versions.decision import Decision, Kinship, decide
from archive.coverage.versions.paragraphs import count_paragraphs
from archive.coverage.versions.stored_texts import StoredText, load_texts

LINKED = (Kinship.EXCERPT, Kinship.FULL)
_Match = tuple[StoredText, Decision]


def place(text: StoredText, candidates: Sequence[int], *, is_new: bool = False) -> set[int]:
    """Place an article among its candidates (primary keys). Returns the articles whose group changed, itself included if so.

    One that `is_new` was never compared, so that there is nothing to take it out of.
    """
    if is_new:
        return _join(text, _matches(text, candidates), None) if text.is_eligible and candidates else set()
    before = _group_of(text)
    was_in = before.pk if before else None  # a group that dissolves loses its primary key
    changed = _leave(text, before) if before else set()
    pending_add(ShortVersion.objects.filter(full=text.pk).values_list("article_id", flat=True))
    ShortVersion.objects.filter(Q(article=text.pk) | Q(full=text.pk)).delete()
    if not text.is_eligible:
        return changed | ({text.pk} if before else set())
    changed |= _join(text, _matches(text, candidates), VersionGroup.objects.filter(representative=text.pk).first())
    after = _group_of(text)
    if was_in == (after.pk if after else None):
        return changed - {text.pk}
    return changed | {text.pk}


def _group_of(text: StoredText) -> VersionGroup | None:
    return VersionGroup.objects.filter(versions__article=text.pk).first()


def pending_add(pks: Iterable[int]) -> None:
    """Have these articles compared (again)."""
    PendingComparison.objects.bulk_create((PendingComparison(article_pk=pk) for pk in pks), ignore_conflicts=True)


def group_repair(group: VersionGroup) -> set[int]:
    """Give a group whose representative is gone another one. Returns the articles that left it."""
    members = _texts(group.versions.values_list("article_id", flat=True))
    return _continue(group, [member for member in members if member.is_eligible])


def _leave(text: StoredText, group: VersionGroup) -> set[int]:
    """Take an article out of its group; if it represents it and may stay, drop members that no longer fit instead."""
    if group.representative_id == text.pk and text.is_eligible:
        others = _texts(group.versions.exclude(article=text.pk).values_list("article_id", flat=True))
        return _fit(group, text, others)
    group.versions.filter(article=text.pk).delete()
    others = _texts(group.versions.values_list("article_id", flat=True))
    if group.representative_id == text.pk:
        return _continue(group, [other for other in others if other.is_eligible])
    return _dissolve_if_alone(group)


def _continue(group: VersionGroup, members: list[StoredText]) -> set[int]:
    """The member printed first represents the group from now on; those that are no versions of it leave."""
    if not members:
        gone = set(group.versions.values_list("article_id", flat=True))
        group.delete()
        return gone
    first, *others = sorted(members, key=lambda member: member.print_order)
    group.representative_id = first.pk
    group.save(update_fields=("representative",))
    _save_version(group, first, first, Decision(Kinship.EQUAL, 1.0))
    return _fit(group, first, others)


def _fit(group: VersionGroup, representative: StoredText, others: Iterable[StoredText]) -> set[int]:
    """Compare members with the representative again."""
    leaving = set()
    refused = _refused(representative.pk)
    for other in others:
        decision = _decide(other, representative, refused) if other.is_eligible else None
        if decision is None or decision.kinship in LINKED:
            leaving.add(other.pk)
        else:
            _save_version(group, other, representative, decision)
    group.versions.filter(article__in=leaving).delete()
    pending_add(leaving)
    return leaving | _dissolve_if_alone(group)


def _dissolve_if_alone(group: VersionGroup) -> set[int]:
    left = set(group.versions.values_list("article_id", flat=True)[:2])
    if len(left) > 1:
        return set()
    group.delete()
    return left


def _matches(text: StoredText, candidates: Sequence[int]) -> tuple[list[_Match], list[_Match]]:
    """Representatives of groups, and articles without a group, that the text is a version of or linked with; best first."""
    groups = Version.objects.filter(article__in=candidates).values_list("article_id", "group__representative")
    represented = {pk: representative for pk, representative in groups if representative is not None}
    compared = [pk for pk in dict.fromkeys(represented.get(pk, pk) for pk in candidates) if pk != text.pk]
    texts = load_texts(compared)
    refused = _refused(text.pk)
    closed = set(VersionGroup.objects.filter(versions__article__in=refused).values_list("representative", flat=True))
    representatives, alone = list[_Match](), list[_Match]()
    for pk in compared:
        other = texts.get(pk)
        if (
            other is None
            or pk in closed
            or not other.is_eligible
            or (decision := _decide(text, other, refused)) is None
        ):
            continue
        (representatives if pk in represented.values() else alone).append((other, decision))
    for matches in (representatives, alone):
        matches.sort(key=lambda match: (-match[1].share, -match[1].kept, match[0].print_order))
    return representatives, alone


def _join(text: StoredText, matches: tuple[list[_Match], list[_Match]], own: VersionGroup | None) -> set[int]:
    """Join the best group, or begin one with those that have none; else link the text with what it was shortened from."""
    representatives, alone = ([row for row in rows if row[1].kinship not in LINKED] for rows in matches)
    if own is None and representatives:
        other, decision = representatives[0]
        _save_version(VersionGroup.objects.get(representative=other.pk), text, other, decision)
        return {text.pk}
    if not alone:
        if own is None:
            _link(text, [row for rows in matches for row in rows])
        return set()
    if own is None:
        first = min([text, *(other for other, _ in alone)], key=lambda member: member.print_order)
        own = VersionGroup.objects.create(representative_id=first.pk)
    else:
        first = text
    _save_version(own, first, first, Decision(Kinship.EQUAL, 1.0))
    joined = {first.pk}
    for member in (text, *(other for other, _ in alone)):
        if member.pk in joined or joined & _refused(member.pk):
            continue
        decided = _decide(member, first, set())
        if decided is not None and decided.kinship not in LINKED:
            _save_version(own, member, first, decided)
            joined.add(member.pk)
    ShortVersion.objects.filter(article__in=joined).delete()
    return joined | _dissolve_if_alone(own)


def _link(text: StoredText, matches: Sequence[_Match]) -> None:
    full = [(other, decision.share) for other, decision in matches if decision.kinship is Kinship.EXCERPT]
    if full:
        other, share = full[0]
        ShortVersion.objects.create(article_id=text.pk, full_id=other.pk, share=share)
        return
    for other, decision in matches:
        is_grouped = Version.objects.filter(article=other.pk).exists()
        if decision.kinship is Kinship.FULL and not is_grouped:
            defaults = {"full_id": text.pk, "share": decision.share}
            ShortVersion.objects.get_or_create(article_id=other.pk, defaults=defaults)


def _decide(text: StoredText, other: StoredText, refused: set[int]) -> Decision | None:
    if other.pk in refused or text.pk in refused or not text.is_near(other):
        return None
    return decide(text.comparable, other.comparable)


def _refused(pk: int) -> set[int]:
    """Articles that a curator keeps apart from this one."""
    rows = VersionRefusal.objects.filter(Q(first=pk) | Q(second=pk)).values_list("first_id", "second_id")
    return {one for pair in rows for one in pair if one != pk}


def _save_version(group: VersionGroup, text: StoredText, representative: StoredText, decision: Decision) -> None:
    counts = count_paragraphs(representative.comparable.sentences, text.comparable.sentences)
    is_same = text.comparable.text_hash == representative.comparable.text_hash
    Version.objects.update_or_create(
        article_id=text.pk,
        defaults={
            "group": group,
            "relation": decision.kinship.value,
            "basis": Version.Basis.HASH if is_same else Version.Basis.SENTENCES,
            "share": decision.share,
            "kept": counts.kept,
            "cut": counts.cut,
            "added": counts.added,
        },
    )


def _texts(pks: Iterable[int]) -> list[StoredText]:
    return list(load_texts(pks).values())
