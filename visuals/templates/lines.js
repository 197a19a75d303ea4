// Lines that we draw ourselves: those of the chart, and those down a column of cards.

/** Adds a line of the chart, with its corners cut round, to a path. */
function trace(path, route) {
  path.moveTo(...route[0]);
  for (let i = 1; i < route.length - 1; i += 1) {
    const reach = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) / 2;
    path.arcTo(...route[i], ...route[i + 1], Math.min(8, reach(route[i - 1], route[i]), reach(route[i], route[i + 1])));
  }
  path.lineTo(...route[route.length - 1]);
}

/** Whether a line runs down a column of cards: behind them nobody would see it. */
function isDownward(edge) {
  const [from, to] = [DATA.nodes[edge.from], DATA.nodes[edge.to]];
  return Math.abs(to.x - from.x) < CARD.width / 2 && Math.abs(to.y - from.y) > 2 * CARD.height;
}

/** Such a line as a bow at the right of the column; there and back don't cover each other. */
function drawBow(pen, edge, look) {
  const [from, to] = [DATA.nodes[edge.from], DATA.nodes[edge.to]];
  const [begin, end] = [from.x + CARD.width / 2, to.x + CARD.width / 2];
  const pull = [Math.max(begin, end) + (to.y < from.y ? 36 : 52), (from.y + to.y) / 2];
  pen.save();
  pen.globalAlpha = look.color.opacity;
  pen.strokeStyle = pen.fillStyle = look.color.color;
  pen.lineWidth = edge.width;
  pen.setLineDash(look.dashes || []);
  pen.beginPath();
  pen.moveTo(begin, from.y);
  pen.quadraticCurveTo(...pull, end, to.y);
  pen.stroke();
  if (look.arrows.to.enabled) drawHead(pen, pull, [end, to.y], 8 + edge.width);
  pen.restore();
}

function drawHead(pen, before, tip, length) {
  const angle = Math.atan2(tip[1] - before[1], tip[0] - before[0]);
  const side = (turn) => [tip[0] - length * Math.cos(angle + turn), tip[1] - length * Math.sin(angle + turn)];
  pen.beginPath();
  pen.moveTo(...tip);
  pen.lineTo(...side(0.42));
  pen.lineTo(...side(-0.42));
  pen.fill();
}
