/* The text of a case: long lines wrap, and their numbers stand beside where each begins; a finding puts the caret
   where it is, and what is not saved is not left by mistake. Its map: the first scene is in sight. Without this,
   long lines run on, findings lead to their line's number, and all else works as it is. */

const text = document.querySelector(".sheet textarea");
const numbers = document.querySelector(".nos");
const saved = text?.value;
let isSending = false;

function jump(line, column) {
  const lines = text.value.split("\n");
  const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const from = Math.min(at + Math.max(column - 1, 0), text.value.length);
  text.focus({ preventScroll: true });
  text.setSelectionRange(from, Math.max(from, at + (lines[line - 1] ?? "").length));
}

/* Behind the text stands each of its lines once more, unseen and as wide, so that its number is as high as it is. */
function number() {
  const lines = text.value.split("\n");
  while (numbers.children.length < lines.length) {
    numbers.append(Object.assign(document.createElement("i"), { id: `L${numbers.children.length + 1}` }));
  }
  [...numbers.children].forEach((one, at) => {
    const line = lines[at] ?? "";
    if (one.textContent !== line) {
      one.replaceChildren(Object.assign(document.createElement("span"), { textContent: line }));
    }
  });
  text.rows = Math.max(lines.length + 1, 3);
}

function wrap() {
  text.wrap = "soft";
  text.closest(".sheet").classList.add("soft");
  number();
}

const map = document.querySelector(".map");
const first = map?.querySelector(".looked-at, .box")?.getBoundingClientRect();
if (first) {
  const frame = map.getBoundingClientRect();
  map.scrollBy(first.x + first.width / 2 - frame.x - frame.width / 2, 0);
}

if (text && numbers) {
  wrap();
  text.addEventListener("input", number);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (link) {
      setTimeout(() => jump(Number(link.dataset.line), Number(link.dataset.column)));
    }
  });
  const asked = /^#L(\d+)$/.exec(location.hash);
  if (asked) {
    document.getElementById(asked[0].slice(1))?.scrollIntoView({ block: "center" });
    jump(Number(asked[1]), 1);
  }
  text.form.addEventListener("submit", () => {
    isSending = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSending && !text.readOnly && text.value !== saved) {
      event.preventDefault();
    }
  });
}
