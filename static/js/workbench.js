/* The text of a case: a finding puts the caret where it is, line numbers grow with the text, and what is not saved
   is not left by mistake. Its map: the first scene is in sight. Without this, findings lead to their line's number, and all else works as it is. */

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

function number() {
  const count = text.value.split("\n").length;
  while (numbers.children.length < count) {
    numbers.append(Object.assign(document.createElement("i"), { id: `L${numbers.children.length + 1}` }));
  }
  text.rows = Math.max(count + 1, 3);
}

const map = document.querySelector(".map");
const first = map?.querySelector(".looked-at, .box")?.getBoundingClientRect();
if (first) {
  const frame = map.getBoundingClientRect();
  map.scrollBy(first.x + first.width / 2 - frame.x - frame.width / 2, 0);
}

if (text && numbers) {
  text.addEventListener("input", number);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (link) {
      setTimeout(() => jump(Number(link.dataset.line), Number(link.dataset.column)));
    }
  });
  const asked = /^#L(\d+)$/.exec(location.hash);
  if (asked) {
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
