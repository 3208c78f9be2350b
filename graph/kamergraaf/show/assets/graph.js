// Draws the graph of #graph-data in #graph. Places come from the server; nothing moves by itself.
"use strict";
window.kamergraaf = window.kamergraaf || {};
window.kamergraaf.drawGraph = (data) => {
  const byId = (id) => document.getElementById(id);
  const hidden = { class: new Set(), kind: new Set() };
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const classNames = {}, kindNames = {};

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  function look(node) {
    const own = colour(`c-${node.cls}`) || colour("frame");
    const bold = node.id === data.centre;
    return Object.assign({}, node, {
      title: [node.name, classNames[node.cls] || ""].filter(Boolean).join("\n"),
      color: { background: own, border: colour("ground"), highlight: { background: own, border: colour("accent") },
        hover: { background: own, border: colour("accent") } },
      borderWidth: 1.5, borderWidthSelected: 4,
      font: { size: bold ? 20 : 15, vadjust: -4, color: colour("ink"), strokeWidth: 4, strokeColor: colour("ground"),
        face: getComputedStyle(document.body).fontFamily },
    });
  }
  const line = (edge) => Object.assign({}, edge, {
    id: `${edge.from} ${edge.to}`,
    title: edge.kinds.map((kind) => kindNames[kind] || kind).join(", "),
    color: { color: colour("edge"), highlight: colour("accent"), hover: colour("accent") },
  });
  function add(more) {
    Object.assign(classNames, more.classes);
    Object.assign(kindNames, more.kinds);
    nodes.update(more.nodes.map(look));
    edges.update(more.edges.map(line));
  }
  add(data);

  const seenNodes = new vis.DataView(nodes, { filter: (node) => !hidden.class.has(node.cls) });
  const seenEdges = new vis.DataView(edges, { filter: (edge) => edge.kinds.some((kind) => !hidden.kind.has(kind)) });
  const network = new vis.Network(byId("graph"), { nodes: seenNodes, edges: seenEdges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false } },
    nodes: { scaling: { label: { drawThreshold: 6 } } },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.4 } }, smooth: false },
  });
  network.once("afterDrawing", () => {
    performance.mark("graph-drawn");
    // On a small screen the whole would be too small to read: begin at the centre.
    if (network.getScale() < 0.45) network.focus(data.centre, { scale: 0.7, animation: false });
  });
  // A font that comes after the first drawing has not been drawn with.
  document.fonts.load("15px 'Source Sans'").then(() => network.redraw());

  // The text of what is chosen: from the server where there is one, else from the data.
  async function show(id) {
    const node = nodes.get(id);
    const card = byId("graph-card");
    if (!node || !card) return;
    const answer = data.card && await fetch(`${data.card}?iri=${encodeURIComponent(id)}`);
    if (answer && answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      card.replaceChildren(...page.body.childNodes);
    } else {
      const part = (tag, text, name) => Object.assign(document.createElement(tag), { textContent: text, className: name || "" });
      const parts = [part("p", classNames[node.cls] || "", `kicker c-${node.cls}`), part("h2", node.name)];
      if (node.text) parts.push(part("div", node.text, "reading"));
      if (/^https?:/.test(node.id)) {
        const link = part("a", node.id, "iri");
        link.href = node.id;
        link.rel = "noreferrer";
        parts.push(link);
      }
      card.replaceChildren(...parts);
    }
    const actions = byId("graph-actions");
    if (data.source) {
      actions.hidden = false;
      byId("graph-expand").dataset.node = id;
      const centre = byId("graph-centre");
      centre.hidden = false;
      centre.href = `${data.page}?centre=${encodeURIComponent(id)}`;
    }
  }
  function choose(id) {
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: false });
    show(id);
  }
  network.on("selectNode", (event) => show(event.nodes[0]));

  async function grow(id) {
    const address = new URL(location.href);
    address.searchParams.append("expand", id);
    const answer = await fetch(data.source + address.search);
    if (!answer.ok) return;
    const more = await answer.json();
    const before = nodes.length;
    add(more);
    history.replaceState(null, "", address);
    document.querySelectorAll("a[data-export]").forEach((link) => {
      link.href = `${link.dataset.export}&${address.searchParams}`;
    });
    byId("graph-note").textContent = `${more.note} (+${nodes.length - before})`;
    list();
  }
  if (data.source) {
    byId("graph-expand").addEventListener("click", (event) => grow(event.currentTarget.dataset.node));
    network.on("doubleClick", (event) => event.nodes.length && grow(event.nodes[0]));
  }

  function list() {
    const items = nodes.get({ order: (a, b) => a.cls.localeCompare(b.cls) || a.name.localeCompare(b.name) });
    byId("graph-list").replaceChildren(...items.map((node) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = `c-${node.cls}`;
      button.textContent = node.name;
      button.addEventListener("click", () => choose(node.id));
      item.append(button);
      return item;
    }));
  }
  if (byId("graph-list")) list();

  for (const name of ["class", "kind"]) {
    document.querySelectorAll(`.legend input[name=${name}]`).forEach((box) => box.addEventListener("change", () => {
      if (box.checked) hidden[name].delete(box.value); else hidden[name].add(box.value);
      seenNodes.refresh();
      seenEdges.refresh();
    }));
  }
  byId("graph-fit").addEventListener("click", () => network.fit({ animation: false }));
  byId("graph-png").addEventListener("click", () => {
    const drawn = byId("graph").querySelector("canvas");
    const sheet = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height });
    const pen = sheet.getContext("2d");
    pen.fillStyle = colour("ground");
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(drawn, 0, 0);
    sheet.toBlob((picture) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(picture);
      link.download = "kamergraaf.png";
      link.click();
      URL.revokeObjectURL(link.href);
    });
  });
  document.addEventListener("theme", () => {
    nodes.update(nodes.get().map(look));
    edges.update(edges.get().map(line));
  });
  return { network, nodes, choose };
};
if (document.getElementById("graph-data")) {
  const source = document.getElementById("graph-data").textContent;
  window.kamergraaf.graph = window.kamergraaf.drawGraph(JSON.parse(source));
}
