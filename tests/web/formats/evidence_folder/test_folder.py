import io
import json
import zipfile

import pytest

from archive.ingest.services import exported_articles, paths_import
from archive.web.formats.evidence_folder import Original, evidence_export


@pytest.fixture
def files(content, made):
    articles = [exported_articles().get(pk=content.entries[index].article.pk) for index in (0, 2)]
    originals = [Original(articles[0].raw_document, ""), Original(articles[1].raw_document, "عدّله المشرفون")]
    packed = zipfile.ZipFile(io.BytesIO(b"".join(evidence_export(content, made, articles, originals))))
    return {name.split("/", 1)[1]: packed.read(name) for name in packed.namelist()}


def test_it_holds_texts_records_originals_and_the_verifier(files, content):
    assert set(files) == {
        "README.txt", "verify.py", "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt",
        "data/dossier.html", "data/articles.jsonl", "data/evidence.json", "data/originals/0001-harbor-0.txt",
        "data/articles/0001-وفد-التجارة-(الأول)-في-الميناء.txt", "data/articles/0002-Harbour-talks-resume.txt",
    }  # fmt: skip
    text = files["data/articles/0001-وفد-التجارة-(الأول)-في-الميناء.txt"].decode()
    for paragraph in content.entries[0].article.paragraphs.all():
        assert paragraph.text in text
    assert "راجِع الأرقام & قارنها" in text


def test_originals_are_there_byte_for_byte_and_others_are_named_with_the_reason(files, content):
    document = content.entries[0].article.raw_document
    assert files["data/originals/0001-harbor-0.txt"] == bytes(document.content)
    given, left_out = json.loads(files["data/evidence.json"])["originals"]
    assert (given["file"], given["left_out"], given["sha256"]) == (
        "data/originals/0001-harbor-0.txt",
        None,
        document.sha256,
    )
    assert (left_out["file"], left_out["left_out"]) == (None, "عدّله المشرفون")


def test_the_description_has_every_entry_in_order(files, content):
    described = json.loads(files["data/evidence.json"])
    assert described["format"] == "khizana-evidence/1"
    assert described["dossier"]["title"] == content.title
    assert [entry["article"] for entry in described["entries"]] == [entry.article.key for entry in content.entries]
    entry = described["entries"][1]
    assert entry["passage"] == {"text": "الاتفاق يشمل 80%", "paragraph": 2, "start": 15, "end": 31, "is_current": True}
    assert (entry["date"], entry["date_basis"], entry["note"]) == ("2024-06-20", "stated", "أهم ما فيه")
    assert entry["file"] in files


@pytest.mark.django_db
def test_the_records_are_imported_again_and_change_nothing(files, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes(files["data/articles.jsonl"])
    summary = paths_import(paths=[str(path)])
    assert (summary.counts.added, summary.counts.updated, summary.failures) == (0, 0, [])
    assert summary.counts.unchanged == 2
