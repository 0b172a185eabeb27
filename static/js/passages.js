// On an article's page: what is marked in the text can be kept as a passage. Without scripts the page that the link leads to offers
// the paragraphs.
"use strict";

const MAX_PASSAGES = 20;
const keep = document.querySelector("[data-keep]");
// The link stands in the bar of what can be done with a selection, which `article.js` shows and hides.
const keepLink = document.querySelector("[data-keep-passage]");
const articleText = document.getElementById("text");

const passageIn = (paragraph, range) => {
  const text = printedText.of(paragraph);
  const [start, end] = printedText.trimmed(text, ...printedText.part(paragraph, range));
  if (start >= end) return null;
  return [paragraph.id.slice(1), ...[start, end].map((place) => printedText.codePoints(text.slice(0, place)))].join(":");
};

const marked = () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const inside = printedText.paragraphs(articleText).filter((paragraph) => range.intersectsNode(paragraph));
  return inside.map((paragraph) => passageIn(paragraph, range)).filter(Boolean);
};

if (keep && articleText && keepLink) {
  document.addEventListener("selectionchange", () => {
    const passages = marked();
    keepLink.hidden = passages.length === 0 || passages.length > MAX_PASSAGES;
    keepLink.textContent = passages.length > 1 ? "أضف المقاطع المظلّلة إلى ملف" : "أضف المقطع المظلّل إلى ملف";
    keepLink.href = keep.getAttribute("href") + passages.map((one) => `&passage=${one}`).join("");
  });
}
