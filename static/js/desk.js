/* Writing in an amendment: rows are saved by themselves, what could not be sent stays on this device until it is,
   and keys do what the hand would reach for. Without this the one form saves everything. */

const form = document.getElementById("write");
const state = document.getElementById("sending");
const WAIT = 2500;
const AGAIN = 15000;
const fields = () => [...document.querySelectorAll('textarea[form="write"]')];
const rowOf = (field) => field.closest(".drow");
const storeKey = (field) => `masar-desk:${form.dataset.id}:${field.name}`;
const timers = new Map();
const sending = new Map();
let last = null;
let isLeaving = false;

function tell(what) {
  state.dataset.state = what;
  const words = state.dataset[what];
  if (state.textContent !== words) state.textContent = words;
}

/* Storage may be full or forbidden; then the page alone holds what was written. */
function keep(field) {
  try {
    if (field.value === field.saved) localStorage.removeItem(storeKey(field));
    else localStorage.setItem(storeKey(field), field.value);
  } catch {
    return;
  }
}

function kept(field) {
  try {
    return localStorage.getItem(storeKey(field));
  } catch {
    return null;
  }
}

const waiting = () => fields().filter((field) => field.value !== field.saved);
const isSeveral = (field) => /\n[ \t]*\n/.test(field.value.trim()) && !/^:::/.test(field.value.trim());

function content(row, texts) {
  const data = new FormData();
  data.set("csrf", form.elements.csrf.value);
  data.set("revision", form.elements.revision.value);
  data.set("key", row.dataset.key);
  const revision = row.querySelector('input[name^="r."]');
  data.set(revision.name, revision.value);
  for (const [field, text] of texts) data.set(field.name, text);
  return data;
}

async function send(row) {
  clearTimeout(timers.get(row));
  if (sending.has(row)) return sending.get(row);
  const texts = new Map(
    [...row.querySelectorAll('textarea[form="write"]')]
      .filter((field) => field.value !== field.saved)
      .map((field) => [field, field.value]),
  );
  if (!texts.size) return true;
  tell("saving");
  const going = post(row, texts).finally(() => sending.delete(row));
  sending.set(row, going);
  const done = await going;
  if (done && [...texts.keys()].some((field) => field.value !== field.saved)) later(row);
  return done;
}

async function post(row, texts) {
  let answer;
  try {
    answer = await fetch(form.dataset.row, {
      method: "POST",
      body: content(row, texts),
      headers: { "HX-Request": "true" },
    });
  } catch {
    return away(row);
  }
  if (answer.status >= 500 || answer.status === 429) return away(row);
  const revision = answer.headers.get("X-Masar-Revision");
  if (!answer.ok || !revision) {
    tell("refused");
    return false;
  }
  for (const [field, text] of texts) {
    field.saved = text;
    keep(field);
  }
  row.querySelector('input[name^="r."]').value = revision;
  const seen = document.querySelector('#presence input[name="seen"]');
  if (Number(revision) === Number(seen.value) + 1) seen.value = revision;
  tell(waiting().length ? "waits" : "saved");
  if (answer.headers.get("X-Masar-Rows") === "other" && !["title", "front"].includes(row.dataset.key)) {
    isLeaving = true;
    location.hash = row.id;
    location.reload();
    return true;
  }
  show(row, await answer.text());
  return true;
}

function show(row, html) {
  const below = row.querySelector(".below");
  if (!below) return;
  const open = below.querySelector(".looks")?.open;
  below.innerHTML = html;
  if (open) below.querySelector(".looks").open = true;
}

function away(row) {
  tell("away");
  later(row, AGAIN);
  return false;
}

function later(row, wait = WAIT) {
  clearTimeout(timers.get(row));
  timers.set(
    row,
    setTimeout(() => send(row), wait),
  );
}

function changed(field) {
  keep(field);
  if (field.value === field.saved) {
    tell(waiting().length ? "waits" : "saved");
    return;
  }
  if (state.dataset.state !== "away") tell("waits");
  // An empty line makes two rows of one, and a text that is emptied goes: that waits until the row is left.
  if (isSeveral(field) || !field.value.trim()) clearTimeout(timers.get(rowOf(field)));
  else later(rowOf(field));
}

function put(field, text) {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function around(field, sign) {
  const marked = field.value.slice(field.selectionStart, field.selectionEnd);
  put(field, `${sign}${marked}${sign}`);
  if (!marked) field.setSelectionRange(field.selectionEnd - sign.length, field.selectionEnd - sign.length);
}

function box(field, name) {
  const text = field.value.trim();
  const basis = field.lang === "ar" ? " basis=training" : "";
  field.value = text.startsWith(":::") ? text.replace(/^:::\s*[a-z-]+/, `::: ${name}`) : `::: ${name}${basis}\n${text}\n:::`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function use(button) {
  if (!last) return;
  const { put: text, around: sign, lines, box: name } = button.dataset;
  const own = last.lang === "ar" ? button.dataset.ar : button.dataset.en;
  if (text) put(last, own ?? text);
  else if (sign) around(last, sign);
  else if (name) box(last, name);
  else if (lines) {
    const marked = last.value.slice(last.selectionStart, last.selectionEnd);
    put(last, marked.split("\n").map((line) => lines + line).join("\n"));
  }
}

function next(field) {
  const same = fields().filter((one) => one.lang === field.lang);
  const to = same[same.indexOf(field) + 1] ?? same[0];
  to.focus();
  rowOf(to).scrollIntoView({ block: "nearest" });
}

async function saveAll() {
  const rows = new Set(waiting().map(rowOf));
  for (const row of rows) if (!(await send(row))) return;
  if (!rows.size) tell("saved");
}

function offer(field, text) {
  const line = document.createElement("p");
  line.className = "notice row small";
  const words = Object.assign(document.createElement("span"), { textContent: state.dataset.offer });
  const buttons = [state.dataset.take, state.dataset.leave].map((name, at) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn low" });
    button.append(Object.assign(document.createElement("span"), { textContent: name }));
    button.addEventListener("click", () => {
      line.remove();
      if (at === 0) {
        field.value = text;
        changed(field);
        field.focus();
      } else keep(field);
    });
    return button;
  });
  line.append(words, ...buttons);
  field.after(line);
}

/* What the whole form sent is remembered until a page says it was saved, perhaps after two texts were made one. */
const SENT = "masar-desk-sent";

function remember() {
  try {
    sessionStorage.setItem(SENT, JSON.stringify(fields().map((field) => [storeKey(field), field.value])));
  } catch {
    return;
  }
}

function settle() {
  if (!new URLSearchParams(location.search).has("done")) return;
  try {
    for (const [key, text] of JSON.parse(sessionStorage.getItem(SENT) ?? "[]")) {
      if (localStorage.getItem(key) === text) localStorage.removeItem(key);
    }
    sessionStorage.removeItem(SENT);
  } catch {
    return;
  }
}

function begin() {
  settle();
  for (const field of fields()) {
    field.saved = field.defaultValue;
    const text = kept(field);
    if (text !== null && text !== field.value) offer(field, text);
  }
  document.querySelector(".tools").hidden = false;
  document.addEventListener("input", (event) => {
    if (event.target.matches?.('textarea[form="write"]')) changed(event.target);
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.('textarea[form="write"]')) return;
    last = event.target;
    document.querySelector('#presence input[name="at"]').value = rowOf(last).dataset.uid ?? "";
  });
  document.addEventListener("focusout", (event) => {
    if (!event.target.matches?.('textarea[form="write"]')) return;
    const row = rowOf(event.target);
    setTimeout(() => row.contains(document.activeElement) || send(row));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-put], [data-around], [data-lines], [data-box]");
    if (button) use(button);
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const field = event.target.closest?.('textarea[form="write"]');
    const key = event.key.toLowerCase();
    if (key === "s") saveAll();
    else if (key === "enter" && field) next(field);
    else if (key === "b" && field) around(field, "**");
    else return;
    event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const button of document.querySelectorAll("#references [data-put]")) button.hidden = false;
  });
  addEventListener("online", saveAll);
  form.addEventListener("submit", () => {
    remember();
    isLeaving = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && waiting().length) event.preventDefault();
  });
  tell("saved");
}

if (form && state) begin();
