// On an article's page: what is marked in the text can be kept as a passage. Without scripts the page that the link leads to offers
// the paragraphs.
"use strict";

const SKIPPED = ".dateline, .permalink, .visually-hidden";
const keep = document.querySelector("[data-keep]");
const printed = document.getElementById("text");
const MAX_PASSAGES = 20;

// The text of a paragraph as the archive holds it: without the dateline, the permalink and the white space around it. A
// boundary of the selection becomes an offset in it, counted in characters as Python counts them.
const textNodes = (paragraph) => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
};

const passageIn = (paragraph, range) => {
  let text = "";
  let start = -1;
  let end = -1;
  for (const node of textNodes(paragraph)) {
    if (range.intersectsNode(node)) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (from < to) {
        if (start < 0) start = text.length + from;
        end = text.length + to;
      }
    }
    text += node.data;
  }
  if (start < 0) return null;
  const lead = text.length - text.trimStart().length;
  const marked = text.slice(start, end);
  const first = start + marked.length - marked.trimStart().length;
  const last = end - (marked.length - marked.trimEnd().length);
  if (first >= last) return null;
  const characters = (until) => [...text.slice(lead, until)].length;
  return `${paragraph.id.slice(1)}:${characters(first)}:${characters(last)}`;
};

const marked = () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const found = [];
  for (const paragraph of printed.querySelectorAll(":scope > [id^='p']")) {
    const passage = range.intersectsNode(paragraph) && passageIn(paragraph, range);
    if (passage) found.push(passage);
  }
  return found;
};

// The link stands in the bar of what can be done with a selection, which `article.js` shows and hides.
const link = document.querySelector("[data-keep-passage]");
if (keep && printed && link) {
  document.addEventListener("selectionchange", () => {
    const passages = marked();
    link.hidden = passages.length === 0 || passages.length > MAX_PASSAGES;
    link.textContent = passages.length > 1 ? "أضف المقاطع المظلّلة إلى ملف" : "أضف المقطع المظلّل إلى ملف";
    link.href = keep.getAttribute("href") + passages.map((one) => `&passage=${one}`).join("");
  });
}
