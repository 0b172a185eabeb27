// Enhancements of pages that work without scripts: arrow keys in a chart, stepping through the hits of an article, copying a
// citation. `isCommand` and `onLetter` are those of keyboard.js.
"use strict";

// Arrow keys move between the bars of a chart in visual order; Escape opens the wider period.
for (const chart of document.querySelectorAll(".chart")) {
  const bars = [...chart.querySelectorAll(".chart__bars a")];
  chart.addEventListener("keydown", (event) => {
    const place = bars.indexOf(event.target);
    if (place < 0 || !isCommand(event)) return;
    const step = { ArrowRight: -1, ArrowLeft: 1 }[event.key];
    const wider = event.key === "Escape" ? chart.querySelector(".chart__crumbs a:last-child") : null;
    const next = step ? bars[place + step * (document.dir === "ltr" ? -1 : 1)] : event.key === "Home" ? bars[0] : event.key === "End" ? bars.at(-1) : null;
    if (next) next.focus();
    else if (wider) wider.click();
    else return;
    event.preventDefault();
  });
}

// Replaces the list of all hit numbers by "previous, 3 of 12, next".
for (const steps of document.querySelectorAll("[data-hits]")) {
  const count = Number(steps.dataset.hits);
  const near = steps.querySelector(".hit-steps__near");
  const [back, on] = near.querySelectorAll("a");
  const wrapped = (number) => ((number - 1 + count) % count) + 1;
  const current = () => Number((location.hash.match(/^#hit-(\d+)$/) || [])[1] || 0);
  const show = () => {
    const number = current();
    near.querySelector("span").textContent = number ? `${number} من ${count}` : "";
    back.href = `#hit-${wrapped((number || 1) - 1)}`;
    on.href = `#hit-${wrapped(number + 1)}`;
    steps.querySelector(".hit-steps__count").hidden = number > 0;
  };
  const go = (link) => { location.replace(link.hash); show(); };
  for (const link of [back, on]) {
    link.addEventListener("click", (event) => { event.preventDefault(); go(link); });
  }
  onLetter("n", () => go(on));
  onLetter("p", () => go(back));
  window.addEventListener("hashchange", show);
  steps.querySelector(".hit-steps__all").hidden = true;
  near.hidden = false;
  show();
}

// Buttons that copy an element's text. Those that come later are handled, too: they are shown by who inserts them.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const label = button.innerHTML;
    if (button.dataset.copied) return;
    button.dataset.copied = "1";
    button.textContent = "نُسخ";
    setTimeout(() => { button.innerHTML = label; delete button.dataset.copied; }, 2000);
  });
}
