// What the file holds, and how people hang together.

const DATA = JSON.parse(document.getElementById("data").textContent);
const CARDS = DATA.cards;
const CARD = DATA.cardSize;
const BUSY = 150; // people, from which on lines across the chart are drawn only at one of them
const CROWDED = 12; // lines across the chart, from which on they are drawn pale
const MANY = 400; // people, from which on the map saves work while it moves

const byId = (id) => document.getElementById(id);

/** Reports of each person by number, in the order of the map: top to bottom, left to right. */
const REPORTS = CARDS.map(() => []);
const ROOTS = [];
const inMapOrder = (a, b) => DATA.nodes[a].y - DATA.nodes[b].y || DATA.nodes[a].x - DATA.nodes[b].x;
CARDS.forEach((card, index) => (card.boss === undefined ? ROOTS : REPORTS[card.boss]).push(index));
REPORTS.forEach((reports) => reports.sort(inMapOrder));
ROOTS.sort(inMapOrder);

/** A person's managers, the nearest first. */
function chain(index) {
  const above = [];
  for (let at = CARDS[index].boss; at !== undefined; at = CARDS[at].boss) above.push(at);
  return above;
}

/** Numbers of the lines at each person. */
const LINES_AT = new Map();
for (const edge of DATA.edges) {
  for (const end of [edge.from, edge.to]) {
    if (!LINES_AT.has(end)) LINES_AT.set(end, []);
    LINES_AT.get(end).push(edge.id);
  }
}

/** Without case and diacritics, for search: "José" is found by "jose". */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** An element with text (never markup) and children. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}
