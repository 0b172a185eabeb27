// Enhancements of pages that work without scripts: keyboard shortcuts, arrow keys in a chart, stepping through the hits of
// an article, copying a citation.
"use strict";

// Shortcuts of a single character: "/" focuses the search box, "n" and "p" step through hits. They are ignored while the
// reader types, and can be switched off on the help page (WCAG 2.1.4); the browser keeps the setting.
const SHORTCUTS_KEY = "khizana.shortcuts";
const storage = (() => {
  try { return window.localStorage; } catch { return null; } // blocked by the browser's privacy settings
})();
const shortcutsOn = () => storage?.getItem(SHORTCUTS_KEY) !== "off";

const isTyping = (event) =>
  event.isComposing || event.target.closest("input, textarea, select, [contenteditable], [role='textbox']") !== null;
const isCommand = (event) => !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey;

const onShortcut = (pressed, run) =>
  document.addEventListener("keydown", (event) => {
    if (!pressed(event) || !isCommand(event) || !shortcutsOn()) return;
    event.preventDefault();
    run();
  });

const searchBox = document.getElementById("q") || document.getElementById("within");
if (searchBox) onShortcut((event) => event.key === "/", () => { searchBox.focus(); searchBox.select(); });

for (const setting of storage ? document.querySelectorAll("[data-shortcuts-setting]") : []) {
  const box = setting.querySelector("input");
  box.checked = shortcutsOn();
  box.addEventListener("change", () => storage.setItem(SHORTCUTS_KEY, box.checked ? "on" : "off"));
  setting.hidden = false;
}

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
  // The physical key counts too, so that shortcuts work with an Arabic keyboard layout.
  onShortcut((event) => event.key === "n" || event.code === "KeyN", () => go(on));
  onShortcut((event) => event.key === "p" || event.code === "KeyP", () => go(back));
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
