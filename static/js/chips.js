// Parts of the query are edited in place: a click on a chip makes it a text field, Enter searches, Escape leaves it as it was.
// Without this script the chip leads to the advanced form.
"use strict";

for (const chip of document.querySelectorAll("[data-part]")) {
  const link = chip.querySelector(".chip__edit");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { part, before, after } = chip.dataset;
    const field = document.createElement("input");
    field.value = part;
    field.dir = "auto";
    field.setAttribute("aria-label", "حرّر هذا الجزء، ثم Enter");
    let editing = true;
    const leave = (returnsFocus) => {
      if (!editing) return;
      editing = false; // taking the field away blurs it
      field.replaceWith(link);
      if (returnsFocus) link.focus();
    };
    field.addEventListener("keydown", (pressed) => {
      if (pressed.isComposing) return;
      if (pressed.key === "Escape") leave(true);
      if (pressed.key !== "Enter") return;
      pressed.preventDefault();
      const form = document.querySelector("form.search-box");
      form.querySelector("[name=q]").value = `${before}${field.value.trim()}${after}`.trim();
      form.requestSubmit();
    });
    field.addEventListener("blur", () => leave(false));
    link.replaceWith(field);
    field.focus();
    field.select();
  });
}
