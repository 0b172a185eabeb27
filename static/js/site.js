// Conveniences on top of pages that work without them: "/" goes to the search box, "n" and "p" step through the hits
// of an article, arrows go through a chart, the citation can be copied.
"use strict";

const isCommand = (event) =>
  !event.target.closest("input, textarea, select, [contenteditable]") && !event.ctrlKey && !event.metaKey && !event.altKey;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || !isCommand(event)) return;
  const box = document.getElementById("q") || document.getElementById("within");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// In a chart the arrow keys go from bar to bar, as they lie on the page; Escape goes to the wider period.
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

// The numbers of all hits give way to "previous, 3 of 12, next".
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
  document.addEventListener("keydown", (event) => {
    // By the key's place too, so that it works on an Arabic keyboard.
    if (!isCommand(event)) return;
    if (event.key === "n" || event.code === "KeyN") go(on);
    else if (event.key === "p" || event.code === "KeyP") go(back);
  });
  window.addEventListener("hashchange", show);
  steps.querySelector(".hit-steps__all").hidden = true;
  near.hidden = false;
  show();
}

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "نُسخ";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
