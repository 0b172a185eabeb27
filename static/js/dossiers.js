// Enhancements of a dossier's page, which works without them: items are moved by dragging and with the arrow keys, and the page
// stays where it is.
"use strict";

const list = document.querySelector(".dossier-items[data-first]");
const told = document.getElementById("moved");
const act = document.getElementById("act");
const items = () => [...list.children];

const tell = (sentence) => { told.textContent = ""; setTimeout(() => { told.textContent = sentence; }, 50); };

// Places and buttons follow the order of the items on the page: nothing is above the first item or below the last one.
const renumber = () => {
  const first = Number(list.dataset.first);
  const count = Number(list.dataset.count);
  items().forEach((item, index) => {
    item.querySelector("[data-place]").textContent = (first + index).toLocaleString("en");
    for (const button of item.querySelectorAll(".moves button")) button.hidden = first + index === (button.value < 0 ? 1 : count);
  });
};

const send = async (item, change) => {
  const body = new FormData(act);
  for (const [name, value] of Object.entries(change)) body.append(name, value);
  const address = item.querySelector("[formaction$='/move/']").getAttribute("formaction");
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok || !told.place) throw new Error(told.error || "");
  return told;
};

// What the server could not do is undone on the page, and said.
const moved = async (item, change, former) => {
  renumber();
  try {
    const { place, count } = await send(item, change);
    tell(`صار «${item.dataset.name}» في الموضع ${place} من ${count}.`);
  } catch (error) {
    list.insertBefore(item, former);
    renumber();
    tell(error.message || "لم يُحفظ الترتيب؛ حدّث الصفحة وأعد المحاولة.");
  }
};

// One place up or down; false at the end of the page, where the form goes on to the next one.
const step = (item, places) => {
  const other = places < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return false;
  const former = item.nextElementSibling;
  list.insertBefore(item, places < 0 ? other : other.nextElementSibling);
  moved(item, { step: places }, former);
  return true;
};

const middle = (item) => {
  const box = item.getBoundingClientRect();
  return box.top + box.height / 2;
};

// The others make room: an element that is itself put elsewhere in the page loses the pointer.
const drag = (item, handle, down) => {
  const former = item.nextElementSibling;
  const drop = new AbortController();
  const { signal } = drop;
  handle.setPointerCapture(down.pointerId);
  item.classList.add("is-dragged");
  const move = (event) => {
    let other;
    while ((other = item.previousElementSibling) && event.clientY < middle(other)) list.insertBefore(other, item.nextElementSibling);
    while ((other = item.nextElementSibling) && event.clientY > middle(other)) list.insertBefore(other, item);
    if (event.clientY < 60) window.scrollBy(0, -20);
    if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 20);
  };
  const end = (event) => {
    drop.abort();
    item.classList.remove("is-dragged");
    if (event.type === "pointercancel") { list.insertBefore(item, former); return; }
    if (item.nextElementSibling === former) return;
    const next = item.nextElementSibling;
    const last = Number(list.dataset.first) + items().length - 1;
    moved(item, next ? { before: next.dataset.item } : { to: last }, former);
  };
  handle.addEventListener("pointermove", move, { signal });
  handle.addEventListener("pointerup", end, { signal });
  handle.addEventListener("pointercancel", end, { signal });
};

for (const item of list && act ? items() : []) {
  const handle = item.querySelector(".dossier-item__handle");
  if (!handle || items().length < 2) continue;
  handle.hidden = false;
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    drag(item, handle, event);
  });
  handle.addEventListener("keydown", (event) => {
    const places = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!places || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (step(item, places)) { handle.focus(); item.scrollIntoView({ block: "nearest" }); }
  });
  for (const button of item.querySelectorAll(".moves button")) {
    button.addEventListener("click", (event) => {
      if (!step(item, Number(button.value))) return;
      event.preventDefault();
      (button.hidden ? item.querySelector(".moves button:not([hidden])") : button).focus();
      item.scrollIntoView({ block: "nearest" });
    });
  }
}

// A title typed for a new dossier means a new dossier.
for (const title of document.querySelectorAll("[data-new-dossier]")) {
  title.addEventListener("input", () => { title.closest("li").querySelector("[type=radio]").checked = true; });
}
