// Search as you type: the results come as a piece of page from the server, which has escaped all that is in it.
"use strict";
(() => {
  const box = document.querySelector("input[type=search]");
  if (!box) return;
  addEventListener("keydown", (event) => {
    const busy = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      box.focus();
    }
  });

  const results = document.getElementById("results");
  if (!results) return;
  const before = document.getElementById("before");
  let last = box.value.trim();
  let waiting = 0;
  let asked = 0;

  async function find() {
    const text = box.value.trim();
    if (text === last) return;
    last = text;
    const number = ++asked;
    const answer = await fetch(`/?part=results&q=${encodeURIComponent(text)}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== asked) return;
    results.replaceChildren(...page.body.childNodes);
    if (before) before.hidden = Boolean(text);
    const address = new URL(location.href);
    if (text) address.searchParams.set("q", text); else address.searchParams.delete("q");
    address.searchParams.delete("from");
    history.replaceState(null, "", address);
  }
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 120);
  });
})();
