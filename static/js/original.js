// Beside its original, a paragraph is marked while the pointer or the focus is on one of its lines, and the other way round.
"use strict";

const originalLines = [...document.querySelectorAll("[data-paragraphs]")];
const paragraphsOf = (line) => line.dataset.paragraphs.split(" ").filter(Boolean).map((number) => document.getElementById(`p${number}`));
const nearPairs = new Map();
for (const line of originalLines) {
  for (const paragraph of paragraphsOf(line)) {
    nearPairs.set(line, [...(nearPairs.get(line) || []), paragraph]);
    nearPairs.set(paragraph, [...(nearPairs.get(paragraph) || []), line]);
  }
}
for (const [element, others] of nearPairs) {
  const mark = (on) => { for (const one of [element, ...others]) one.classList.toggle("is-near", on); };
  element.addEventListener("mouseenter", () => mark(true));
  element.addEventListener("mouseleave", () => mark(false));
  element.addEventListener("focusin", () => mark(true));
  element.addEventListener("focusout", () => mark(false));
}
