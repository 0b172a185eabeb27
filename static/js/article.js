// Enhancements of an article's page, which works without them: the citation in other styles.
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
