// Enhancements of an article's page, which works without them: the citation in other styles, links to passages, names and
// dates switched off in the text.
"use strict";

const storedChoices = (() => {
  try { return window.localStorage; } catch { return null; } // blocked by the browser's privacy settings
})();

// Links to the citation in each style become tabs: the entry is fetched from the page of citations and shown in place. The
// browser keeps the style.
const CITATION_KEY = "khizana.citation";
for (const box of document.querySelectorAll("[data-cite]")) {
  const tabs = [...box.querySelectorAll("[data-style]")];
  const panel = box.querySelector(".cite__entries");
  const shown = new Map([["arabic", [...panel.childNodes]]]);
  let chosen = "arabic";

  const entries = async (tab) => {
    if (!shown.has(tab.dataset.style)) {
      const answer = await fetch(tab.href);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(`citation-${tab.dataset.style}`);
      for (const button of navigator.clipboard ? found.querySelectorAll("[data-copy]") : []) button.hidden = false;
      shown.set(tab.dataset.style, [...found.childNodes]);
    }
    return shown.get(tab.dataset.style);
  };
  const choose = async (tab, keep) => {
    chosen = tab.dataset.style;
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", tab.id);
    panel.setAttribute("aria-busy", "true");
    try {
      const nodes = await entries(tab);
      if (chosen === tab.dataset.style) panel.replaceChildren(...nodes);
      if (keep) storedChoices?.setItem(CITATION_KEY, chosen);
    } catch {
      location.assign(tab.href);
    }
    panel.setAttribute("aria-busy", "false");
  };

  tabs[0].parentElement.setAttribute("role", "tablist");
  tabs[0].parentElement.setAttribute("aria-label", "صيغة الاستشهاد");
  panel.setAttribute("role", "tabpanel");
  panel.id = "citation-panel";
  for (const tab of tabs) {
    tab.id = `citation-tab-${tab.dataset.style}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    tab.removeAttribute("aria-current");
    tab.addEventListener("click", (event) => { event.preventDefault(); choose(tab, true); });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: -1, ArrowLeft: 1 }[event.key];
      const next = step ? tabs.at((tabs.indexOf(tab) + step) % tabs.length) : event.key === "Home" ? tabs[0] : event.key === "End" ? tabs.at(-1) : null;
      if (event.key === " ") choose(tab, true);
      else if (next) { next.focus(); choose(next, true); }
      else return;
      event.preventDefault();
    });
  }
  const kept = tabs.find((tab) => tab.dataset.style === storedChoices?.getItem(CITATION_KEY));
  choose(kept || tabs[0], false);
}

// A link to the passage that is selected in an article, and the quotation with its source to copy.
// The link is `?passage=paragraph:start:length:digest:text`, counted in code points (`archive/text/passages.py`).
const passageText = document.getElementById("text");
const passageTools = document.querySelector("[data-passage-tools]");
if (passageText && passageTools) {
  const MAX_CHARS = 5000;
  const link = passageTools.querySelector("a");
  const keepLink = passageTools.querySelector("[data-keep-passage]");
  const copies = navigator.clipboard ? [...passageTools.querySelectorAll("[data-take]")] : [];
  const status = passageTools.querySelector("[role='status']");
  const paragraphs = printedText.paragraphs(passageText);
  let taken = null;

  const digest = (points) => points.reduce((value, point) => (Math.imul(value, 31) + point.codePointAt(0)) >>> 0, 0);

  const passageOf = (range) => {
    const inside = paragraphs.filter((paragraph) => range.intersectsNode(paragraph));
    if (!inside.length) return null;
    const [first, last] = [inside[0], inside.at(-1)];
    const whole = inside.map(printedText.of).join("\n");
    const past = printedText.of(last).length - printedText.part(last, range)[1];
    let [start, end] = printedText.trimmed(whole, printedText.part(first, range)[0], whole.length - past);
    const quote = whole.slice(start, end);
    const points = [...quote];
    if (!points.length || points.length > MAX_CHARS) return null;
    // leading line feeds were trimmed: the passage begins in the paragraph that holds its first letter
    let place = 0;
    while (start > printedText.of(inside[place]).length) { start -= printedText.of(inside[place]).length + 1; place += 1; }
    const at = printedText.codePoints(printedText.of(inside[place]).slice(0, start));
    const number = inside[place].id.slice(1);
    const hash = digest(points).toString(16).padStart(8, "0");
    return { quote, address: `${location.pathname}?passage=${number}:${at}:${points.length}:${hash}:${passageTools.dataset.revision}#passage` };
  };

  const look = () => {
    const selection = document.getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (range && passageTools.contains(range.commonAncestorContainer)) return;
    taken = range && range.intersectsNode(passageText) ? passageOf(range) : null;
    const appears = passageTools.hidden;
    // of a selection too long for a link each paragraph can be kept
    passageTools.hidden = !taken && (!range || keepLink.hidden);
    link.hidden = !taken;
    for (const button of copies) button.hidden = !taken;
    if (taken) link.href = taken.address;
    if (appears) status.textContent = "";
  };
  let waiting = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(look, 150); });
  passageTools.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays

  const source = () => [...document.querySelectorAll(".cite__entries .citation")].at(-1).textContent;
  for (const button of copies) {
    button.addEventListener("click", async () => {
      const address = new URL(link.getAttribute("href"), location.href).href;
      await navigator.clipboard.writeText(button.dataset.take === "link" ? address : `«${taken.quote}»\n${source()}\n${address}`);
      status.textContent = button.dataset.take === "link" ? "نُسخ الرابط" : "نُسخ الاقتباس مع مصدره";
    });
  }
}

// Names and dates in the text are switched off and on in place; the browser keeps the choice. An address that asks for one
// (`names=0`) goes before it.
const MARKS_KEY = "khizana.text-marks";
for (const bar of document.querySelectorAll("[data-text-marks]")) {
  const kept = new Set((storedChoices?.getItem(MARKS_KEY) || "").split(" ").filter(Boolean));
  const asked = new URLSearchParams(location.search);
  const shows = (kind, on) => {
    for (const element of passageText.querySelectorAll(kind === "names" ? ".mention" : "time")) {
      const [used, spare] = kind === "names" ? ["href", "data-href"] : ["title", "data-title"];
      const [from, to] = on ? [spare, used] : [used, spare];
      if (!element.hasAttribute(from)) continue;
      element.setAttribute(to, element.getAttribute(from));
      element.removeAttribute(from);
    }
    passageText.classList.toggle(`without-${kind}`, !on);
  };
  for (const turn of bar.querySelectorAll("a[data-marks]")) {
    const kind = turn.dataset.marks;
    if (asked.has(kind)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = turn.dataset.label;
    const set = (on) => { button.setAttribute("aria-pressed", String(on)); shows(kind, on); };
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      set(on);
      if (on) kept.delete(kind); else kept.add(kind);
      storedChoices?.setItem(MARKS_KEY, [...kept].join(" "));
    });
    turn.replaceWith(button);
    set(!kept.has(kind));
  }
}

// Three lists of related articles are fetched when the reader comes near the end, in place of the one that the page has.
for (const place of document.querySelectorAll("[data-related]")) {
  const load = async () => {
    const answer = await fetch(place.dataset.related);
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("related");
    if (found?.children.length) place.replaceChildren(found);
  };
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    load().catch(() => {}); // the page keeps its own list
  }, { rootMargin: "400px" }).observe(place);
}
