// Colours as the style sheet has them now, and the marks as small pictures.

const COLOURS = [
  "paper", "card", "ink", "muted", "edge", "reporting", "influence", "tie", "conflict", "accent",
  "on-mark", "good", "bad", "no-contact", "brief-contact", "multiple-contacts", "in-depth", "unknown",
];
const theme = {};

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of COLOURS) theme[name] = style.getPropertyValue(`--${name}`).trim();
  theme.font = getComputedStyle(document.body).fontFamily;
}

const coverageColour = (coverage) => coverage.replaceAll("_", "-");

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const box = (size, ...children) =>
  svg("svg", { class: "mark", width: size, height: size, viewBox: "-10 -10 20 20", "aria-hidden": "true" }, ...children);

/** The ball that fills up with coverage; a question mark where it isn't known. */
function ballMark(coverage, size = 14) {
  const colour = `var(--${coverageColour(coverage)})`;
  const part = DATA.coverage[coverage].ball;
  const ring = svg("circle", { r: 8, fill: "none", stroke: colour, "stroke-width": 2.5 });
  if (part === null) {
    const question = svg("text", { y: 5, "text-anchor": "middle", "font-size": 14, "font-weight": 700, fill: colour });
    question.textContent = "?";
    return box(size, svg("circle", { r: 8, fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": "3 3" }), question);
  }
  if (part === 1) return box(size, svg("circle", { r: 9, fill: colour }));
  const angle = 2 * Math.PI * part;
  const wedge = `M0 0V-8A8 8 0 ${part > 0.5 ? 1 : 0} 1 ${8 * Math.sin(angle)} ${-8 * Math.cos(angle)}Z`;
  return part ? box(size, ring, svg("path", { d: wedge, fill: colour })) : box(size, ring);
}

/** The sign of a support or a political status. */
function signMark(look, size = 12) {
  const colour = `var(--${look.colour})`;
  const path = look.sign.strokes.map((stroke) => "M" + stroke.map((point) => point.map((n) => n * 7).join(" ")).join("L"));
  return box(size, svg("path", {
    d: path.join(""), fill: look.sign.filled ? colour : "none", stroke: colour,
    "stroke-width": look.sign.filled ? 1 : 3, "stroke-linecap": "round", "stroke-linejoin": "round",
  }));
}

/** A sample of a kind of line. */
function lineMark(look, dashes = look.dashes) {
  const colour = `var(--${look.colour})`;
  const line = svg("path", { d: look.arrow ? "M1 6H16" : "M1 6H21", stroke: colour, "stroke-width": 2.2, fill: "none", "stroke-dasharray": dashes.join(" ") });
  const picture = svg("svg", { class: "mark", width: 22, height: 12, viewBox: "0 0 22 12", "aria-hidden": "true" }, line);
  if (look.arrow) picture.append(svg("path", { d: "M14 1L22 6L14 11Z", fill: colour }));
  return picture;
}
