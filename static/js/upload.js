// Enhancements of the pages through which material comes in: dragging files, how much of them has arrived, and how far the
// background process has come. Without this script the form sends the files at once, and the page reloads itself.
"use strict";

const size = (bytes) => (bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(1)} ميغابايت` : `${Math.ceil(bytes / 1024)} كيلوبايت`);
const percent = (share) => `${share}٪`;

const element = (name, text, className = "") => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

function showChosen(form, input) {
  const list = form.querySelector("[data-upload-chosen]");
  const limit = Number(form.dataset.limit);
  const files = [...input.files];
  list.replaceChildren(...files.slice(0, 50).map((file, place) => {
    const row = document.createElement("li");
    const remove = element("button", "أزل", "upload-chosen__remove");
    remove.type = "button";
    remove.setAttribute("aria-label", `أزل ${file.name}`);
    remove.addEventListener("click", () => {
      const left = new DataTransfer();
      files.forEach((each, other) => { if (other !== place) left.items.add(each); });
      input.files = left.files;
      showChosen(form, input);
      input.focus();
    });
    row.append(element("bdi", file.name), element("span", size(file.size), "quiet"), remove);
    return row;
  }));
  if (files.length > 50) list.append(element("li", `وغيرها ${files.length - 50}`, "quiet"));
  const total = files.reduce((sum, file) => sum + file.size, 0);
  showErrors(form, total > limit ? [`الملفات ${size(total)}، والحد ${size(limit)} في الرفع الواحد.`] : []);
}

function showErrors(form, errors) {
  const list = element("ul", "", "errorlist");
  list.append(...errors.map((error) => element("li", error)));
  form.querySelector("[data-upload-errors]").replaceChildren(...(errors.length ? [list] : []));
}

function send(form) {
  const request = new XMLHttpRequest();
  const shown = form.querySelector("[data-upload-progress]");
  const button = form.querySelector("button[type=submit]");
  const bar = shown.querySelector("progress");
  const share = form.querySelector("[data-upload-share]");
  const fail = (errors) => {
    shown.hidden = true;
    button.disabled = false;
    showErrors(form, errors);
  };
  request.upload.addEventListener("progress", (event) => {
    const done = event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0;
    bar.value = done;
    share.textContent = done < 100 ? `وصل ${percent(done)}` : "وصلت الملفات، وتُقرأ الآن…";
  });
  request.addEventListener("load", () => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* a refusal of the server is plain text */ }
    if (answer.next) location.assign(answer.next);
    else fail(answer.errors ?? [request.status === 413 ? "الملفات أكبر مما يُقبل." : "تعذّر الرفع. أعد المحاولة، وإن انتهت الجلسة فسجّل الدخول أولًا."]);
  });
  request.addEventListener("error", () => fail(["انقطع الاتصال قبل أن تصل الملفات. أعد المحاولة."]));
  request.open("POST", form.getAttribute("action") || location.href);
  request.setRequestHeader("Accept", "application/json");
  showErrors(form, []);
  button.disabled = true;
  shown.hidden = false;
  request.send(new FormData(form));
}

for (const form of document.querySelectorAll("[data-upload-form]")) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-upload-drop]");
  form.querySelector("[data-upload-hint]").hidden = false;
  input.addEventListener("change", () => showChosen(form, input));
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("upload-drop--over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove("upload-drop--over"); });
  }
  drop.addEventListener("drop", (event) => {
    const both = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) both.items.add(file);
    input.files = both.files;
    showChosen(form, input);
  });
  if (input.files.length) showChosen(form, input);
}

const POLL_MS = 1500;

async function follow(box) {
  const part = (name) => box.querySelector(`[data-progress-${name}]`);
  let found;
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    found = await answer.json();
  } catch {
    setTimeout(follow, POLL_MS * 3, box);
    return;
  }
  if (found.next) {
    location.replace(found.next);
    return;
  }
  part("bar").value = found.share;
  part("share").textContent = percent(found.share);
  part("reading").textContent = found.reading;
  for (const name of ["done", "total"]) if (part(name)) part(name).textContent = found[name].toLocaleString("en");
  // what stands in the way is told by the page itself, in whole sentences
  if (found.stuck === part("stuck").hidden) location.reload();
  else setTimeout(follow, POLL_MS, box);
}

for (const box of document.querySelectorAll("[data-progress]")) setTimeout(follow, POLL_MS, box);
