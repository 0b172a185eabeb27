// The advanced form writes the query while its boxes are filled. Without this script its second button does.
"use strict";

(() => {
  const PAUSE_MS = 250;
  const form = document.querySelector("form.advanced");
  const shown = document.getElementById("written");
  form.querySelector("[data-written-by-script]").hidden = true;
  let pause = 0;
  let asking = null;

  const write = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`, { signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const query = page.querySelector(".written__query");
      if (query) shown.querySelector(".written__query").replaceChildren(...query.childNodes);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  for (const changed of ["input", "change"]) {
    form.addEventListener(changed, () => {
      clearTimeout(pause);
      pause = setTimeout(write, PAUSE_MS);
    });
  }
})();
