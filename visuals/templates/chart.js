// The network: vis-network moves and picks, we draw the cards and the chart's own lines.

const chart = (() => {
  const shown = new Set(Object.keys(DATA.lines).filter((kind) => DATA.lines[kind].shown));
  const charted = DATA.edges.filter((edge) => edge.route);
  const across = new Map(DATA.edges.filter((edge) => !edge.route).map((edge) => [edge.id, edge]));
  const pictureOf = new Map(); // from people to the path of their lines, made once
  let [hovered, chosen] = [null, null];
  let kept = null; // who is related to the chosen one; everybody else is faded
  let network = null;
  let edges = null;
  const watchers = [];

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const focused = () => hovered ?? chosen;

  function pathOf(key, wanted) {
    if (!pictureOf.has(key)) {
      const path = new Path2D();
      charted.filter(wanted).forEach((edge) => trace(path, edge.route));
      pictureOf.set(key, path);
    }
    return pictureOf.get(key);
  }

  function drawReporting(pen) {
    if (!shown.has("reports_to")) return;
    const thin = Math.max(1.5, 0.8 / network.getScale());
    pen.lineWidth = thin;
    pen.strokeStyle = theme.reporting;
    pen.stroke(pathOf("said", (edge) => !edge.inferred));
    pen.setLineDash(DATA.inferredDashes ?? []);
    pen.stroke(pathOf("inferred", (edge) => edge.inferred));
    pen.setLineDash([]);
    const person = focused();
    if (person === null) return;
    const near = new Set([person, ...chain(person)]);
    const around = charted.filter((edge) => near.has(edge.from) || edge.to === person);
    pen.lineWidth = thin * 1.7;
    pen.strokeStyle = theme.ink;
    for (const edge of around) {
      const path = new Path2D();
      trace(path, edge.route);
      pen.setLineDash(edge.inferred ? DATA.inferredDashes : []);
      pen.stroke(path);
    }
    pen.setLineDash([]);
  }

  /** Large enough to be read from afar, as far as there is room. */
  function drawBands(pen) {
    const wanted = Math.max(13, 11 / network.getScale());
    for (const band of DATA.bands) {
      const text = canvasText.width(band.text, 650) * wanted <= band.width ? band.text : band.short;
      const size = Math.max(13, Math.min(wanted, band.width / canvasText.width(text, 650)));
      write(pen, text, band.x, band.y + 18, size, { weight: 650, colour: theme.muted });
    }
  }

  // Whose names stand over the overview: those who lead most, where they don't cover each other.
  const leaders = (() => {
    const size = new Map();
    const count = (person) => {
      if (!size.has(person)) size.set(person, 1);
      for (const above of chain(person)) size.set(above, (size.get(above) ?? 1) + 1);
    };
    if (CARDS.length > BUSY && CARDS.length <= 20000) CARDS.forEach((_, person) => count(person));
    return [...size].filter(([, people]) => people > 8).sort((a, b) => b[1] - a[1]).slice(0, 80).map(([person]) => person);
  })();

  function badgeBox({ x, y }, scale) {
    const [middle, height, radius] = [x - CARD.width / 2 + 2, y - CARD.height / 2 + 2, Math.max(13, 9 / scale)];
    return { left: middle - radius, right: middle + radius, top: height - radius, bottom: height + radius };
  }

  /** The same box, moved so far that no edge of the map cuts it. */
  function inView(box) {
    const margin = 3 / network.getScale();
    const [begin, end] = [network.DOMtoCanvas({ x: 0, y: 0 }).x, network.DOMtoCanvas({ x: byId("map").clientWidth, y: 0 }).x];
    const seen = box.right > begin && box.left < end;
    const by = !seen ? 0 : Math.max(0, begin + margin - box.left) - Math.max(0, box.right - end + margin);
    return { ...box, left: box.left + by, right: box.right + by };
  }

  function drawLeaders(pen) {
    const scale = network.getScale();
    if (scale >= LETTERS) return;
    const size = 11 / scale;
    const taken = DATA.next.map((person) => badgeBox(DATA.nodes[person], scale));
    for (const person of leaders) {
      const { x, y } = DATA.nodes[person];
      const width = canvasText.width(CARDS[person].name, 650) * size + 8 / scale;
      const left = CARDS[person].rank === undefined ? x - width / 2 : badgeBox({ x, y }, scale).right + 1 / scale;
      const box = inView({ left, right: left + width, top: y - size, bottom: y + size });
      if (taken.some((one) => box.left < one.right && one.left < box.right && box.top < one.bottom && one.top < box.bottom)) continue;
      taken.push(box);
      drawLabel(pen, CARDS[person], box, size);
    }
  }

  function drawLabel(pen, card, box, size) {
    pen.beginPath();
    pen.roundRect(box.left, box.top + size * 0.15, box.right - box.left, size * 1.7, size * 0.3);
    pen.fillStyle = theme.card;
    pen.fill();
    pen.lineWidth = size * 0.16;
    pen.strokeStyle = theme[coverageColour(card.coverage)];
    pen.stroke();
    write(pen, card.name, (box.left + box.right) / 2, box.bottom - size * 0.62, size, { weight: 650, align: "center" });
  }

  function drawNode({ id, x, y, ctx }) {
    const look = {
      scale: network.getScale(),
      hovered: id === hovered,
      chosen: id === chosen,
      faded: (kept !== null && !kept.has(id)) || !filters.pass(id),
    };
    const draw = () => filters.hides(id) || drawCard(ctx, CARDS[id], x, y, look);
    return { drawNode: draw, nodeDimensions: CARD };
  }

  /** Who is under the pointer, at a size that can be read. */
  function drawHovered(pen) {
    if (hovered === null || network.getScale() >= FULL) return;
    const { x, y } = DATA.nodes[hovered];
    drawLens(pen, CARDS[hovered], x, y, { scale: network.getScale(), hovered: true, chosen: hovered === chosen });
  }

  /** Badges stand above all cards, so that no neighbour covers them. */
  function drawBadges(pen) {
    for (const id of DATA.next) {
      const node = DATA.nodes[id];
      drawBadge(pen, CARDS[id].rank, node.x - CARD.width / 2 + 2, node.y - CARD.height / 2 + 2, network.getScale());
    }
  }

  /** Dashes of a thick line are longer, or they would run into one another. */
  const dashesOf = (edge) => DATA.inferredDashes.map((length) => length * Math.max(1, edge.width / 2));

  function lookOf(edge) {
    const person = focused();
    const near = person !== null && (edge.from === person || edge.to === person);
    const look = DATA.lines[edge.kind];
    const quiet = person !== null ? 0.1 : across.size > CROWDED ? 0.3 : 0.7;
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      width: edge.width,
      quiet: !shown.has(edge.kind) || (!near && CARDS.length > BUSY),
      color: { color: theme[look.colour], opacity: near ? 1 : quiet },
      dashes: edge.inferred ? dashesOf(edge) : look.dashes.length ? look.dashes : false,
      arrows: { to: { enabled: look.arrow, scaleFactor: (9 - 2 * edge.width) / 15 } },
    };
  }

  const beside = [...across.values()].filter(isDownward);
  const isBeside = new Set(beside.map((edge) => edge.id));

  function drawBeside(pen) {
    const near = (LINES_AT.get(focused()) ?? []).filter((id) => isBeside.has(id)).map((id) => across.get(id));
    for (const edge of CARDS.length > BUSY ? near : beside) {
      const look = lookOf(edge);
      if (!look.quiet) drawBow(pen, edge, look);
    }
  }

  const drawnByVis = (edge) => {
    const look = lookOf(edge);
    return { ...look, hidden: look.quiet || isBeside.has(edge.id) };
  };

  /** Draws the lines anew: all, or those at the people between whom the focus moved. */
  function drawLines(people) {
    const ids = people && CARDS.length > BUSY ? people.flatMap((one) => LINES_AT.get(one) ?? []) : [...across.keys()];
    edges.update(ids.filter((id) => across.has(id)).map((id) => drawnByVis(across.get(id))));
  }

  function moveFocus(change) {
    const before = focused();
    change();
    const touched = [before, focused()].filter((one) => one !== null);
    drawLines(touched);
    network.redraw();
  }

  function relatedTo(person) {
    const near = (LINES_AT.get(person) ?? []).flatMap((id) => [DATA.edges[id].from, DATA.edges[id].to]);
    return new Set([person, ...chain(person), ...REPORTS[person], ...near]);
  }

  function choose(person, { centre = false } = {}) {
    moveFocus(() => {
      chosen = person;
      kept = person === null ? null : relatedTo(person);
    });
    watchers.forEach((tell) => tell(person));
    if (person !== null && centre) moveTo(person);
  }

  /** To the middle of the map, or of what the details leave of it where a card fits beside them. */
  function moveTo(person) {
    const node = DATA.nodes[person];
    const drawer = byId("details").hidden ? 0 : byId("details").offsetWidth;
    const scale = Math.max(network.getScale(), FULL + 0.08);
    const fits = byId("map").clientWidth - drawer > CARD.width * scale + 40;
    network.moveTo({
      position: { x: node.x, y: node.y },
      scale,
      offset: { x: fits ? -drawer / 2 : 0, y: 0 },
      animation: calm() ? false : { duration: 350, easingFunction: "easeInOutQuad" },
    });
  }

  /** At which everybody is seen. */
  function wholeScale() {
    const area = byId("map");
    const margin = 28;
    const { width, height } = DATA.size;
    return Math.max(1e-4, Math.min((area.clientWidth - margin * 2) / width, (area.clientHeight - margin * 2) / height, 1.5));
  }

  function showAll() {
    const { width, height } = DATA.size;
    network.moveTo({ position: { x: width / 2, y: height / 2 }, scale: wholeScale() });
  }

  /** Farther away there is nothing to see. */
  const inReach = (scale) => Math.max(wholeScale() / 2, Math.min(3, scale));

  function zoom(factor) {
    network.moveTo({ scale: inReach(network.getScale() * factor) });
  }

  function pan(right, down) {
    const { x, y } = network.getViewPosition();
    const step = 90 / network.getScale();
    network.moveTo({ position: { x: x + right * step, y: y + down * step } });
  }

  function start() {
    const nodes = new vis.DataSet(DATA.nodes);
    edges = new vis.DataSet([...across.values()].map(drawnByVis));
    const options = { ...DATA.options, nodes: { ...DATA.options.nodes, ctxRenderer: drawNode } };
    if (CARDS.length > MANY) options.interaction = { ...options.interaction, hideEdgesOnDrag: true, hideEdgesOnZoom: true };
    network = new vis.Network(byId("map"), { nodes, edges }, options);
    byId("map").querySelector(".vis-network").tabIndex = -1;
    filters.watch(() => network.redraw());
    network.on("beforeDrawing", (pen) => {
      drawReporting(pen);
      drawBeside(pen);
      drawBands(pen);
    });
    network.on("afterDrawing", (pen) => {
      drawLeaders(pen);
      drawBadges(pen);
      drawHovered(pen);
    });
    network.on("zoom", ({ scale }) => scale !== inReach(scale) && network.moveTo({ scale: inReach(scale) }));
    network.on("click", ({ nodes: [person] }) => choose(person ?? null));
    network.on("hoverNode", ({ node }) => {
      byId("map").style.cursor = "pointer";
      moveFocus(() => (hovered = node));
    });
    network.on("blurNode", () => {
      byId("map").style.cursor = "";
      moveFocus(() => (hovered = null));
    });
    showAll();
  }

  function toggle(kind) {
    if (!shown.delete(kind)) shown.add(kind);
    drawLines();
    network.redraw();
    return shown.has(kind);
  }

  function repaint() {
    readTheme();
    drawLines();
    network.redraw();
  }

  return {
    start, choose, showAll, zoom, pan, toggle, repaint,
    isShown: (kind) => shown.has(kind),
    watch: (tell) => watchers.push(tell),
  };
})();
