// The query page: highlights, asks /sparql, and shows the result as a table or as a graph.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("ask"), editor = byId("editor"), result = byId("result");
  const field = editor.querySelector("textarea"), shadow = editor.querySelector("pre"), code = shadow.querySelector("code");
  let last = null;

  // Prism says which token is what; nodes are made here, so that no text can become markup.
  function nodesOf(token) {
    if (typeof token === "string") return document.createTextNode(token);
    if (Array.isArray(token)) {
      const all = document.createDocumentFragment();
      all.append(...token.map(nodesOf));
      return all;
    }
    const span = document.createElement("span");
    span.className = `token ${token.type}`;
    span.append(nodesOf(token.content));
    return span;
  }
  function highlight() {
    code.replaceChildren(nodesOf(Prism.tokenize(`${field.value}\n`, Prism.languages.sparql)));
    follow();
  }
  function follow() {
    shadow.scrollTop = field.scrollTop;
    shadow.scrollLeft = field.scrollLeft;
  }
  editor.classList.remove("plain");
  field.addEventListener("input", highlight);
  field.addEventListener("scroll", follow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });

  // A cell of a row: {type, value}, or nothing where a variable is not bound.
  function cell(term) {
    const place = document.createElement("td");
    if (!term) return place;
    if (term.type === "uri" && /^https?:/.test(term.value)) {
      const link = document.createElement("a");
      link.href = `/thing?iri=${encodeURIComponent(term.value)}`;
      link.textContent = term.value.replace(/^.*[/#](?=.)/, "… ");
      link.title = term.value;
      place.append(link);
    } else {
      place.textContent = term.type === "triple" ? JSON.stringify(term.value) : term.value;
      if (/(integer|decimal|double)$/.test(term.datatype || "")) place.className = "number";
    }
    return place;
  }
  function table(names, rows) {
    const made = document.createElement("table");
    const head = made.createTHead().insertRow();
    names.forEach((name) => head.append(Object.assign(document.createElement("th"), { textContent: name, scope: "col" })));
    const body = made.createTBody();
    rows.forEach((row) => body.insertRow().append(...names.map((name) => cell(row[name]))));
    byId("table").replaceChildren(made);
  }

  // N-Triples, as the server writes it: one triple a line.
  const TERM = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?/y;
  const ESCAPES = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };
  const unescape = (text) => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g,
    (_, four, eight, one) => (one ? ESCAPES[one] || one : String.fromCodePoint(parseInt(four || eight, 16))));
  function triples(text) {
    return text.split("\n").filter(Boolean).map((line) => {
      const found = [];
      let at = 0;
      while (found.length < 3) {
        TERM.lastIndex = at;
        const match = TERM.exec(line);
        if (!match) break;
        at = TERM.lastIndex + 1;
        if (match[1] !== undefined) found.push({ type: "uri", value: unescape(match[1]) });
        else if (match[2] !== undefined) found.push({ type: "bnode", value: match[2] });
        else found.push({ type: "literal", value: unescape(match[3]), datatype: match[4] });
      }
      return { subject: found[0], predicate: found[1], object: found[2] };
    });
  }

  // What can be a node: a thing or a name; not a number, a date or a long text.
  const LONGEST = 80;
  const isNode = (term) => term && !(term.datatype || "").includes("XMLSchema#") && term.value.length <= LONGEST * (term.type === "uri" ? 5 : 1);
  function links() {
    if (last.triples) {
      return last.rows.filter((row) => isNode(row.subject) && isNode(row.object))
        .map((row) => [row.subject.value, row.object.value, row.predicate.value.replace(/^.*[/#]/, "")]);
    }
    return last.rows.flatMap((row) => {
      const cells = last.names.filter((name) => isNode(row[name]));
      return cells.slice(1).map((name, number) => [row[cells[number]].value, row[name].value, name]);
    });
  }
  let visLoaded = null;
  const loadVis = () => (visLoaded = visLoaded || new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = "/assets/vis-network.min.js";
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  }));
  async function draw() {
    const found = links().slice(0, 1500);
    const drawing = byId("drawing");
    if (!found.length) {
      drawing.textContent = result.dataset.nograph;
      return;
    }
    const [answer] = await Promise.all([
      fetch("/query/graph", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ links: found }) }),
      loadVis(),
    ]);
    if (!answer.ok) {
      drawing.textContent = result.dataset.failed.replace("{reason}", answer.status);
      return;
    }
    drawing.replaceChildren(byId("graph-frame").content.cloneNode(true));
    window.kamergraaf.graph = window.kamergraaf.drawGraph(await answer.json());
  }
  async function show(way) {
    for (const button of document.querySelectorAll("[data-way]")) button.setAttribute("aria-pressed", String(button.dataset.way === way));
    byId("table").hidden = way !== "table";
    byId("drawing").hidden = way !== "graph";
    if (way === "graph" && !byId("drawing").hasChildNodes()) await draw();
  }

  async function run() {
    const query = field.value;
    history.replaceState(null, "", `#query=${encodeURIComponent(query)}`);
    result.hidden = false;
    for (const id of ["ways", "downloads", "table", "drawing"]) byId(id).hidden = true;
    byId("drawing").replaceChildren();
    const said = byId("said");
    said.className = "";
    said.textContent = result.dataset.running;
    let answer, text;
    try {
      answer = await fetch("/sparql", {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples" },
        body: query,
      });
      text = await answer.text();
    } catch (error) {
      answer = { ok: false };
      text = String(error);
    }
    if (query !== field.value) return;
    if (!answer.ok) {
      said.className = "alert";
      said.textContent = result.dataset.failed.replace("{reason}", () => text);
      return;
    }
    const isGraph = answer.headers.get("Content-Type").includes("n-triples");
    if (isGraph) {
      last = { triples: true, names: ["subject", "predicate", "object"], rows: triples(text) };
    } else {
      const found = JSON.parse(text);
      if ("boolean" in found) {
        said.textContent = found.boolean ? result.dataset.yes : result.dataset.no;
        return;
      }
      last = { triples: false, names: found.head.vars, rows: found.results.bindings };
    }
    const number = last.rows.length;
    said.textContent = number ? result.dataset.rows.replace("{number}", number) : result.dataset.none;
    if (answer.headers.get("Kamergraaf-Cut-Off")) said.textContent += ` ${result.dataset.cut}`;
    if (!number) return;
    table(last.names, last.rows);
    byId("ways").hidden = false;
    byId("downloads").hidden = false;
    for (const link of document.querySelectorAll("[data-format]")) {
      link.hidden = (link.dataset.of === "triples") !== isGraph;
      link.href = `/sparql?${new URLSearchParams({ query, format: link.dataset.format })}`;
      link.download = `kamergraaf.${link.dataset.format}`;
    }
    await show("table");
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  document.querySelectorAll("[data-way]").forEach((button) => button.addEventListener("click", () => show(button.dataset.way)));
  document.querySelectorAll("[data-query]").forEach((button) => button.addEventListener("click", () => {
    field.value = button.dataset.query;
    highlight();
    run();
  }));
  byId("share").addEventListener("click", async (event) => {
    const button = event.currentTarget;
    const address = new URL(location.href);
    address.search = "";
    address.hash = `query=${encodeURIComponent(field.value)}`;
    history.replaceState(null, "", address);
    await navigator.clipboard.writeText(address.href);
    button.textContent = button.dataset.done;
  });
  const shared = location.hash.match(/^#query=(.*)$/);
  if (shared) field.value = decodeURIComponent(shared[1]);
  highlight();
  if (shared) run();
})();
