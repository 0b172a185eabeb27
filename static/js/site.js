// Conveniences on top of pages that work without them: "/" goes to the search box, the citation can be copied.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.getElementById("q") || document.getElementById("within");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "نُسخ";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
