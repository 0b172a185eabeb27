"""An article and functions that write it in the formats of programs, by the programs' own libraries."""

import io
import zipfile
from email.message import EmailMessage

import docx
from odfdo import Document, Header
from odfdo import Paragraph as OpenParagraph
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "عودة اللقالق إلى سهل البقاع بعد غياب طويل"
BODY = (
    "عادت أسراب اللقالق البيضاء إلى سهل البقاع هذا الأسبوع بعد غياب دام تسع سنوات، وفق ما قاله مراقبون للطيور في المنطقة.",
    "وقالت سلمى الحداد، وهي باحثة في مركز دراسات الطيور، إن الأمطار الغزيرة ملأت البرك التي تتغذى منها الطيور المهاجرة.",
    "ويعبر لبنان في الربيع والخريف نحو مليون طائر في طريقها بين أفريقيا وأوروبا، وهو ممر من أهم الممرات في العالم.",
)


def docx_bytes(title=TITLE, body=BODY):
    document = docx.Document()
    document.add_heading(title, level=0)
    for text in body:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def odt_bytes(title=TITLE, body=BODY):
    document = Document("text")
    document.body.clear()
    document.body.append(Header(1, title))
    for text in body:
        document.body.append(OpenParagraph(text))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def mail_bytes(title=TITLE, body=BODY, *, html=False, attachments=(), sender="سلمى الحداد <s@a.example>"):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = title, sender, "desk@b.example"
    message["Date"] = "Wed, 03 Apr 2019 00:30:00 +0300"
    if html:
        message.set_content(
            "<html><body>" + "".join(f"<p>{text}</p>" for text in body) + "</body></html>", subtype="html"
        )
    elif body:
        message.set_content("\n\n".join(body))
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def html_bytes(title=TITLE, body=BODY):
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>".encode()


def warc_bytes(*pages, status="200 OK", kind="text/html; charset=utf-8", gzip=True):
    """Of (address, content)."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "test"}))
    for address, content in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(content), http_headers=headers))
    return file.getvalue()


def zip_bytes(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()
