// A queue of decisions by keyboard: "j" and "k" move, "1", "2" and "3" decide, "s" skips, "u" takes back. Ignored while the curator
// types; switched off on the page, by the setting of the readers' pages (WCAG 2.1.4). A choice of another entity is sent at once.
"use strict";
(() => {
  const SHORTCUTS_KEY = "khizana.shortcuts";
  const storage = (() => {
    try { return window.localStorage; } catch { return null; } // blocked by the browser's privacy settings
  })();
  const isOn = () => storage?.getItem(SHORTCUTS_KEY) !== "off";
  const rows = () => [...document.querySelectorAll(".queue__row")];
  const current = () => document.activeElement?.closest(".queue__row") ?? null;
  const show = (row) => {
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };
  const move = (step) => {
    const all = rows();
    const place = all.indexOf(current());
    show(all[place < 0 ? 0 : place + step]);
  };
  const decide = (key) => {
    const button = (current() ?? rows()[0])?.querySelector(`[data-key="${key}"]`);
    if (!button) return;
    const field = button.value.startsWith("change:") ? button.parentElement.querySelector("select, input") : null;
    if (!field || field.value) button.click();
    else if (field.tagName === "SELECT") window.django.jQuery(field).select2("open");
    else field.focus();
  };
  const LETTERS = { KeyJ: () => move(1), KeyK: () => move(-1), KeyS: () => decide("s"), KeyU: () => document.querySelector("[name=undo]")?.click() };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, .select2-container, [contenteditable], dialog");
    if (!isOn() || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = /^(?:Digit|Numpad)([123])$/.exec(event.code)?.[1];
    const run = LETTERS[event.code] ?? (digit && (() => decide(digit)));
    if (!run) return;
    event.preventDefault();
    run();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const help = document.querySelector("[data-queue-keys]");
    if (help) {
      const box = help.querySelector("input");
      const reflect = () => document.body.classList.toggle("queue-keys-off", !isOn());
      box.checked = isOn();
      box.addEventListener("change", () => { storage?.setItem(SHORTCUTS_KEY, box.checked ? "on" : "off"); reflect(); });
      help.hidden = storage === null;
      reflect();
    }
    const jq = window.django?.jQuery;
    jq?.(".queue__change select").on("select2:select", function () { this.closest(".queue__change").querySelector("button").click(); });
    document.body.classList.add("queue-enhanced");
  });
})();
