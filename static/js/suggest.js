// Suggestions under the search box: an ARIA combobox with a list (WAI-ARIA Authoring Practices, "List autocomplete with manual
// selection"). Names, sources, tags and headlines come from the server; one's own recent searches stay in this browser. Without
// this script the box is a plain form.
"use strict";

(() => {
  const KINDS = {
    person: "شخص", place: "مكان", organization: "جهة", source: "مصدر", tag: "وسم", headline: "خبر", recent: "بحثتَ عنه",
  };
  const RECENT_KEY = "khizana.recent";
  const MAX_RECENT = 20;
  const SHOWN_RECENT = 5;
  const PAUSE_MS = 120;
  const MIN_CHARS = 2;

  const recent = {
    all() {
      try {
        const kept = JSON.parse(localStorage.getItem(RECENT_KEY) || "[]");
        return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : [];
      } catch { return []; } // blocked by the browser's privacy settings, or damaged
    },
    add(query) {
      const kept = [query, ...this.all().filter((other) => other !== query)].slice(0, MAX_RECENT);
      try { localStorage.setItem(RECENT_KEY, JSON.stringify(kept)); } catch { /* not kept */ }
    },
    forget() {
      try { localStorage.removeItem(RECENT_KEY); } catch { /* nothing was kept */ }
    },
  };

  // A form has one search box; in the advanced form each box is its own part, with suggestions of one kind, which it takes up.
  for (const part of document.querySelectorAll("[data-suggest]")) {
    const form = part.closest("form");
    const { kind } = part.dataset;
    const input = part.querySelector(kind ? "input" : "input[type=search]");
    const list = document.createElement("div");
    list.className = "suggestions";
    list.hidden = true;
    const options = document.createElement("div");
    options.setAttribute("role", "listbox");
    options.setAttribute("aria-label", "اقتراحات");
    options.id = `${input.id}-suggestions`;
    list.append(options);
    part.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": options.id,
    })) input.setAttribute(name, value);

    let chosen = -1;
    let asking = null;
    let pause = 0;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const choose = (number) => {
      const all = [...options.children];
      chosen = all.length ? (number + all.length) % all.length : -1;
      all.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
      if (chosen < 0) return;
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    };

    const follow = (option) => {
      if (kind) {
        input.value = [...input.value.split(/[،,؛;]/).slice(0, -1).map((name) => name.trim()), option.dataset.label].join("، ");
        close();
        input.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (option.dataset.query === undefined) {
        location.assign(option.dataset.url);
      } else {
        input.value = option.dataset.query;
        close();
        form.requestSubmit();
      }
    };

    const show = (found) => {
      options.replaceChildren(...found.map((one, number) => {
        const option = document.createElement("div");
        option.className = "suggestions__option";
        option.id = `${options.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        if (one.query === undefined) option.dataset.url = one.url;
        else option.dataset.query = one.query;
        option.dataset.label = one.label;
        const label = document.createElement("bdi");
        label.className = "suggestions__label";
        label.textContent = one.label;
        const kindName = document.createElement("span");
        kindName.className = "suggestions__kind";
        kindName.textContent = KINDS[one.kind] || "";
        option.append(label, kindName);
        option.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
        option.addEventListener("click", () => follow(option));
        return option;
      }));
      list.querySelector(".suggestions__forget")?.remove();
      if (found.some((one) => one.kind === "recent")) list.append(forgetButton());
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(found.length > 0));
    };

    const forgetButton = () => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "suggestions__forget";
      button.textContent = "امحُ ما بحثتُ عنه من هذا المتصفح";
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", () => { recent.forget(); close(); });
      return button;
    };

    const recentOnes = (beginning) => kind ? [] : recent.all()
      .filter((query) => query.startsWith(beginning) && query !== beginning)
      .slice(0, beginning ? 2 : SHOWN_RECENT)
      .map((query) => ({ kind: "recent", label: query, query }));

    const ask = async () => {
      const beginning = (kind ? input.value.split(/[،,؛;]/).at(-1) : input.value).trim();
      asking?.abort();
      const mine = recentOnes(beginning);
      if (beginning.length < MIN_CHARS) return show(mine);
      asking = new AbortController();
      try {
        const answer = await fetch(`${part.dataset.suggest}?q=${encodeURIComponent(beginning)}`, { signal: asking.signal });
        if (!answer.ok) return show(mine);
        const { suggestions } = await answer.json();
        if (document.activeElement === input) show([...mine, ...suggestions.filter((one) => !kind || one.kind === kind)]);
      } catch (error) {
        if (error.name !== "AbortError") show(mine); // the server does not answer: the box works without
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE_MS);
    });
    input.addEventListener("focus", () => { if (!input.value) show(recentOnes("")); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown" && !isOpen) ask();
      else if (event.key === "ArrowDown" && isOpen) choose(chosen + 1);
      else if (event.key === "ArrowUp" && isOpen) choose(chosen < 0 ? -1 : chosen - 1);
      else if (event.key === "Escape" && isOpen) close();
      else if (event.key === "Enter" && isOpen && chosen >= 0) follow(options.children[chosen]);
      else return;
      event.preventDefault();
    });
    form.addEventListener("submit", () => {
      clearTimeout(pause);
      asking?.abort();
      if (kind) return;
      const query = input.value.trim();
      if (query) recent.add(query);
      close();
    });
  }
})();
