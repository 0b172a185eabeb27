// Shortcuts of a single character: "/" focuses the search box, "j" and "k" move through a list of articles, stories or quotations (Enter opens), "n" and
// "p" step through the hits of an article, "?" lists them. They are ignored while the reader types, and can be switched off in
// that list and on the help page (WCAG 2.1.4); the browser keeps the setting.
"use strict";

const SHORTCUTS_KEY = "khizana.shortcuts";
const storage = (() => {
  try { return window.localStorage; } catch { return null; } // blocked by the browser's privacy settings
})();
const shortcutsOn = () => storage?.getItem(SHORTCUTS_KEY) !== "off";

const isTyping = (event) =>
  event.isComposing || event.target.closest("input, textarea, select, [contenteditable], [role='textbox'], dialog") !== null;
const isCommand = (event) => !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey;

const onShortcut = (pressed, run) =>
  document.addEventListener("keydown", (event) => {
    if (!pressed(event) || !isCommand(event) || !shortcutsOn()) return;
    event.preventDefault();
    run();
  });
// The physical key counts too, so that shortcuts work with an Arabic keyboard layout.
const onLetter = (letter, run) =>
  onShortcut((event) => event.key === letter || event.code === `Key${letter.toUpperCase()}`, run);

const connectSetting = (setting) => {
  const box = setting.querySelector("input");
  box.checked = shortcutsOn();
  box.addEventListener("change", () => storage.setItem(SHORTCUTS_KEY, box.checked ? "on" : "off"));
  setting.hidden = false;
};
for (const setting of storage ? document.querySelectorAll("[data-shortcuts-setting]") : []) connectSetting(setting);

const searchBox = document.getElementById("q") || document.getElementById("within") || document.getElementById("box-all");
if (searchBox) onShortcut((event) => event.key === "/" || event.key === "ظ", () => { searchBox.focus(); searchBox.select(); });

// Articles, stories, and what somebody said: of each the first link. Those in a closed <details> are passed over.
const listed = [...document.querySelectorAll(
  ".hit__title a, .newest__story h3 a, .stories-list h3 a, .story-timeline h3 a, .utterance > .utterance__outlets li:first-child > a:first-child",
)];
const moveInList = (step) => {
  const links = listed.filter((link) => link.getClientRects().length);
  const place = links.indexOf(document.activeElement);
  const next = links[place < 0 ? (step > 0 ? 0 : links.length - 1) : place + step];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};
if (listed.length) {
  onLetter("j", () => moveInList(1));
  onLetter("k", () => moveInList(-1));
}

const SHORTCUTS = [
  ["/", "إلى خانة البحث"],
  ["j  k", "المقال أو القصة أو القول، التالي أو السابق في القائمة، ويفتحه Enter"],
  ["n  p", "في المقال: الموضع التالي أو السابق لما بحثتَ عنه"],
  ["?", "هذه القائمة"],
];
const shortcutsDialog = () => {
  const made = (tag, text = "", fields = {}) => Object.assign(document.createElement(tag), { textContent: text, ...fields });
  const dialog = made("dialog", "", { className: "shortcuts-dialog" });
  dialog.setAttribute("aria-labelledby", "shortcuts-title");
  const list = made("dl");
  for (const [keys, meaning] of SHORTCUTS) {
    const row = made("div");
    const names = made("dt");
    names.append(...keys.split("  ").flatMap((key) => [made("kbd", key, { dir: "ltr" }), " "]));
    row.append(names, made("dd", meaning));
    list.append(row);
  }
  const setting = made("label", "", { hidden: true });
  setting.append(made("input", "", { type: "checkbox" }), made("span", "الاختصارات تعمل (يُحفظ الاختيار في هذا المتصفح)"));
  const close = made("button", "أغلق", { type: "button" });
  close.addEventListener("click", () => dialog.close());
  dialog.append(made("h2", "اختصارات لوحة المفاتيح", { id: "shortcuts-title" }), list, setting, close);
  dialog.addEventListener("close", () => dialog.remove());
  if (storage) connectSetting(setting);
  document.body.append(dialog);
  dialog.showModal();
};
onShortcut((event) => event.key === "?" || event.key === "؟", shortcutsDialog);
for (const link of document.querySelectorAll("[data-shortcuts-list]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); shortcutsDialog(); });
}
