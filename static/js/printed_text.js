// The text of an article's paragraphs as the archive holds it, and which part of it a selection marks. Offsets are in UTF-16 units.
// What the page adds to a paragraph is not printed in it: a dateline, the permalink, labels for screen readers.
"use strict";

const printedText = (() => {
  const nodes = (paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".dateline, .permalink, .visually-hidden") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  const raw = (paragraph) => nodes(paragraph).map((node) => node.data).join("");
  const lead = (paragraph) => (paragraph.querySelector(".dateline") ? raw(paragraph).match(/^\s*/)[0].length : 0);
  const of = (paragraph) => raw(paragraph).slice(lead(paragraph)).trimEnd();
  const offset = (paragraph, node, inNode) => {
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, inNode);
    let count = 0;
    for (const part of nodes(paragraph)) {
      if (part === node) count += inNode;
      else if (before.comparePoint(part, part.length) === 0) count += part.length;
    }
    return Math.min(Math.max(count - lead(paragraph), 0), of(paragraph).length);
  };
  return {
    of,
    paragraphs: (text) => [...text.children].filter((element) => /^p\d+$/.test(element.id)),
    // Where a range that reaches into the paragraph begins and ends in it.
    part: (paragraph, range) => [
      paragraph.contains(range.startContainer) ? offset(paragraph, range.startContainer, range.startOffset) : 0,
      paragraph.contains(range.endContainer) ? offset(paragraph, range.endContainer, range.endOffset) : of(paragraph).length,
    ],
    // Without white space at its ends.
    trimmed: (text, start, end) => {
      while (start < end && /\s/.test(text[start])) start += 1;
      while (start < end && /\s/.test(text[end - 1])) end -= 1;
      return [start, end];
    },
    // The archive counts code points.
    codePoints: (text) => [...text].length,
  };
})();
