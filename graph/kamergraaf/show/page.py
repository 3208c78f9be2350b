"""The page that holds a picture; Jinja2 escapes all that is put into it.

pyvis has a page of its own, but that fetches Bootstrap from the network even with its resources in line, and
shows a title that holds ``href`` as HTML, which a paper could use to run a script.
"""

from __future__ import annotations

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>{{ heading }}</title>
<style>{% include "lib/vis-9.1.2/vis-network.css" %}</style>
<style>
  body { margin: 0; font: 15px/1.4 system-ui, sans-serif; color: #222; display: flex; height: 100vh; }
  #mynetwork { flex: 1; background: {{ bgcolor }}; }
  aside { width: 19rem; padding: 1rem; overflow: auto; border-left: 1px solid #ccc; box-sizing: border-box; }
  h1 { font-size: 1.1rem; margin: 0 0 .5rem; }
  h2 { font-size: 1rem; margin: 1.2rem 0 .3rem; overflow-wrap: anywhere; }
  ul { list-style: none; margin: .8rem 0; padding: 0; }
  li { display: flex; align-items: center; gap: .5rem; }
  #text { white-space: pre-wrap; }
  #link { overflow-wrap: anywhere; }
  div.vis-tooltip { white-space: pre-wrap; max-width: 26rem; font: 14px/1.35 system-ui, sans-serif; }
</style>
<script>{% include "lib/vis-9.1.2/vis-network.min.js" %}</script>
</head>
<body>
<div id="mynetwork"></div>
<aside>
  <h1>{{ heading }}</h1>
  <p>{{ note }} Click on a node to read it.</p>
  <ul>
    {% for entry in legend %}
    <li><svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      <path d="{{ entry.outline }}" fill="{{ entry.colour }}" stroke="#444"/></svg>
      {{ entry.name }} ({{ entry.number }})</li>
    {% endfor %}
  </ul>
  <h2 id="label"></h2><p id="class"></p><p id="text"></p><a id="link" rel="noreferrer"></a>
</aside>
<script>
  const nodes = new vis.DataSet({{ nodes|tojson }});
  const edges = new vis.DataSet({{ edges|tojson }});
  const container = document.getElementById("mynetwork");
  const network = new vis.Network(container, {nodes: nodes, edges: edges}, {{ options|safe }});
  network.once("afterDrawing", () => network.fit());
  network.on("selectNode", (event) => {
    const node = nodes.get(event.nodes[0]);
    document.getElementById("label").textContent = node.full;
    document.getElementById("class").textContent = node.group_name;
    document.getElementById("text").textContent = node.text;
    const link = document.getElementById("link");
    link.textContent = node.id;
    if (/^https?:/.test(node.id)) link.href = node.id; else link.removeAttribute("href");
  });
</script>
</body>
</html>
"""
