// Cards on the canvas. The smaller they are on the screen, the less they tell:
// all three rows, then name and title, then the name, then just the colour of coverage.

const canvasText = (() => {
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  const cut = new Map();

  /** Width of a text at one pixel. */
  function width(text, weight) {
    const key = `${weight}|${text}`;
    if (!widths.has(key)) {
      pen.font = `${weight} 100px ${theme.font}`;
      widths.set(key, pen.measureText(text).width / 100);
    }
    return widths.get(key);
  }

  /** The text, shortened where it is wider than so many times its size. */
  function fitted(text, weight, most) {
    if (width(text, weight) <= most) return text;
    const room = Math.floor(most * 4) / 4;
    const key = `${weight}|${room}|${text}`;
    if (!cut.has(key)) {
      const letters = Array.from(text);
      let [low, high] = [0, letters.length];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const tried = letters.slice(0, middle).join("").trimEnd() + "…";
        if (width(tried, weight) <= room) low = middle;
        else high = middle - 1;
      }
      cut.set(key, low ? letters.slice(0, low).join("").trimEnd() + "…" : "");
    }
    return cut.get(key);
  }

  /** One line, or two where a space allows it and one is too narrow. */
  function lines(text, weight, most) {
    if (width(text, weight) <= most || !text.includes(" ")) return [fitted(text, weight, most)];
    const words = text.split(" ");
    let first = words[0];
    let next = 1;
    while (next < words.length - 1 && width(`${first} ${words[next]}`, weight) <= most) first += ` ${words[next++]}`;
    return [fitted(first, weight, most), fitted(words.slice(next).join(" "), weight, most)];
  }

  const initials = (parts) => parts.map((part) => (/^\p{Lu}/u.test(part) ? `${Array.from(part)[0]}.` : part)).join(" ");

  /** The family name, and the name with initials; nothing where the words aren't surely a person's. */
  function shorter(text) {
    if (!/^[\p{L}\p{M}'’.,\- ]+$/u.test(text)) return [];
    const [family, given, ...more] = text.split(/, */);
    if (given !== undefined) return more.length || !given ? [] : [`${family}, ${initials(given.split(" "))}`, family];
    const parts = text.split(" ");
    const last = parts.at(-1);
    return parts.length < 2 || !/^\p{Lu}/u.test(last) ? [] : [`${initials(parts.slice(0, -1))} ${last}`, last];
  }

  /** A name whole, or with initials, or the family name alone, whichever fits; letters have case. */
  function name(text, weight, most) {
    const forms = [text, ...shorter(text)];
    return forms.find((form) => width(form, weight) <= most) ?? fitted(forms.at(-1), weight, most);
  }

  /** Whether a name can stand in one line without losing more than first names but their initials. */
  const fitsWithInitials = (text, weight, most) => [text, ...shorter(text).slice(0, 1)].some((form) => width(form, weight) <= most);

  return { width, fitted, lines, name, fitsWithInitials };
})();

const FULL = 0.74; // pixels of screen for a pixel of the picture, from which on a card tells all
const LETTERS = 0.2; // from which on there are names

/** Whether a text runs from right to left, by its first letter: then it is cut at its left. */
const isLeftward = (text) => /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text);

function write(pen, text, x, y, size, { weight = 400, colour = theme.ink, align = "start" } = {}) {
  pen.font = `${weight} ${size}px ${theme.font}`;
  pen.fillStyle = colour;
  pen.textAlign = align === "start" ? "left" : align;
  pen.textBaseline = "alphabetic";
  pen.direction = isLeftward(text) ? "rtl" : "ltr";
  pen.fillText(text, x, y);
}

function drawBall(pen, coverage, x, y, radius) {
  const part = DATA.coverage[coverage].ball;
  pen.strokeStyle = pen.fillStyle = theme["on-mark"];
  pen.lineWidth = radius * 0.28;
  if (part === null) {
    write(pen, "?", x, y + radius * 0.75, radius * 2.1, { weight: 700, colour: theme["on-mark"], align: "center" });
    return;
  }
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x, y);
  pen.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * part);
  pen.fill();
}

function drawSign(pen, look, x, y, radius) {
  pen.strokeStyle = pen.fillStyle = theme[look.colour];
  pen.lineWidth = radius * 0.42;
  pen.lineCap = pen.lineJoin = "round";
  pen.beginPath();
  for (const stroke of look.sign.strokes) {
    stroke.forEach(([dx, dy], i) => (i ? pen.lineTo(x + dx * radius, y + dy * radius) : pen.moveTo(x + dx * radius, y + dy * radius)));
  }
  if (look.sign.filled) pen.fill();
  else pen.stroke();
}

/** The numbered badge of somebody to reach next: never smaller on the screen than 18 pixels. */
function drawBadge(pen, rank, x, y, scale) {
  const radius = Math.max(13, 9 / scale);
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = theme.accent;
  pen.fill();
  pen.lineWidth = radius * 0.16;
  pen.strokeStyle = theme.card;
  pen.stroke();
  write(pen, String(rank), x, y + radius * 0.38, radius * 1.1, { weight: 700, colour: theme["on-mark"], align: "center" });
}

function outlineOf(pen, left, top, radius) {
  pen.beginPath();
  pen.roundRect(left, top, CARD.width, CARD.height, radius);
}

/** One card around (x, y). `look`: scale, is it faded, hovered, chosen. */
function drawCard(pen, card, x, y, look) {
  const [left, top] = [x - CARD.width / 2, y - CARD.height / 2];
  const colour = theme[coverageColour(card.coverage)];
  pen.save();
  if (look.scale < LETTERS) {
    outlineOf(pen, left, top, 6);
    pen.fillStyle = colour;
    pen.fill();
  } else {
    drawFace(pen, card, left, top, colour, look);
  }
  drawFrame(pen, card, left, top, look);
  if (look.faded) drawVeil(pen, left, top, look);
  pen.restore();
}

/** What is faded lies under a veil: transparent letters would show where they join. */
function drawVeil(pen, left, top, look) {
  const rim = 1.2 / look.scale;
  pen.beginPath();
  pen.roundRect(left - rim, top - rim, CARD.width + 2 * rim, CARD.height + 2 * rim, 7);
  pen.globalAlpha = 0.72;
  pen.fillStyle = theme.paper;
  pen.fill();
}

const isGone = (card) => card.status === "left";
const nameColour = (card) => (isGone(card) ? theme.muted : theme.ink);

function drawFace(pen, card, left, top, colour, look) {
  const full = look.scale >= FULL;
  const stripe = full ? 26 : Math.min(CARD.height * look.scale >= 30 ? 15 / look.scale : 12 / look.scale, 44);
  pen.save();
  outlineOf(pen, left, top, 7);
  pen.fillStyle = isGone(card) ? theme.paper : theme.card;
  pen.fill();
  pen.clip();
  const veil = pen.globalAlpha;
  if (isGone(card)) pen.globalAlpha *= 0.72;
  pen.fillStyle = colour;
  pen.fillRect(left, top, stripe, CARD.height);
  pen.globalAlpha = veil;
  drawBall(pen, card.coverage, left + stripe / 2, top + CARD.height / 2, full ? 7 : Math.min(stripe, CARD.height) * 0.3);
  if (full) drawRows(pen, card, left + stripe + 9, top, CARD.width - stripe - 18);
  else drawNames(pen, card, left + stripe + 5 / look.scale, top, CARD.width - stripe - 9 / look.scale, look.scale);
  pen.restore();
}

/** Name and signs; title; roles and when the last contact was. */
function drawRows(pen, card, x, top, width) {
  let room = width;
  for (const look of looksOf(card)) drawSign(pen, look, x + (room -= 15) + 9, top + 16, 5);
  write(pen, canvasText.fitted(card.name, 650, (room - 2) / 15), x, top + 21, 15, { weight: 650, colour: nameColour(card) });
  write(pen, canvasText.fitted(card.title ?? "", 400, width / 12.5), x, top + 37, 12.5, { colour: theme.muted });
  const state = stateOf(card);
  write(pen, state.text, x + width, top + 52.5, 11.5, { ...state, align: "right" });
  drawRoles(pen, card, x, top + 41.5, width - canvasText.width(state.text, 500) * 11.5 - 8, 10.5);
}

const decidesLook = (card) => card.decides && DATA.deciding.find((look) => look.inferred === card.decides.inferred);
const looksOf = (card) => [decidesLook(card), DATA.support[card.support], DATA.political[card.political]].filter(Boolean);

function stateOf(card) {
  const text = DATA.statuses[card.status] ?? card.contact;
  const warned = card.status === "objected" || text === "never";
  return { text, weight: 500, colour: warned ? theme.bad : theme.muted };
}

/** The letters of buying roles in small frames, as many as there is room for. */
function drawRoles(pen, card, x, y, room, size) {
  for (const letters of card.roles ?? []) {
    const width = canvasText.width(letters, 650) * size + size * 0.75;
    if ((room -= width + size * 0.4) < 0) return;
    pen.beginPath();
    pen.roundRect(x, y, width, size * 1.42, size * 0.28);
    pen.fillStyle = theme.paper;
    pen.fill();
    pen.lineWidth = size * 0.09;
    pen.strokeStyle = theme.edge;
    pen.stroke();
    write(pen, letters, x + size * 0.375, y + size * 1.05, size, { weight: 650 });
    x += width + size * 0.4;
  }
}

/** On a small card: the name as large as it must be to be read, then what there is room for. */
function drawNames(pen, card, x, top, width, scale) {
  const tall = CARD.height * scale;
  let size = (tall >= 32 ? 12 : tall >= 22 ? 11 : 10) / scale;
  let small = Math.max(size * 0.82, 9 / scale);
  const most = width / size;
  const inTwo = tall >= 36 && !(card.title && canvasText.fitsWithInitials(card.name, 650, most));
  const name = inTwo ? canvasText.lines(card.name, 650, most) : [canvasText.name(card.name, 650, most)];
  const title = tall >= 36 && name.length === 1 ? canvasText.fitted(card.title ?? "", 400, width / small) : "";
  const hasState = tall >= 22;
  const rows = name.length * size * 1.04 + ((title ? 1 : 0) + (hasState ? 1 : 0)) * small * 1.14;
  const shrink = Math.min(1, (CARD.height - 4 / scale) / rows); // else letters touch the edge
  [size, small] = [size * shrink, small * shrink];
  const [nameRow, smallRow, height] = [size * 1.04, small * 1.14, rows * shrink];
  let y = top + (CARD.height - height) / 2;
  for (const line of name) write(pen, line, x, (y += nameRow) - size * 0.22, size, { weight: 650, colour: nameColour(card) });
  if (title) write(pen, title, x, (y += smallRow) - small * 0.26, small, { colour: theme.muted });
  if (hasState) drawStateRow(pen, card, x, (y += smallRow) - small * 0.26, width, small);
}

/** When the last contact was, and at its right what fits of signs and roles. */
function drawStateRow(pen, card, x, y, width, size) {
  const state = stateOf(card);
  write(pen, state.text, x, y, size, state);
  let room = width - canvasText.width(state.text, 500) * size - size * 0.4;
  let right = x + width;
  for (const look of looksOf(card)) {
    if ((room -= size * 1.15) < 0) return;
    drawSign(pen, look, right - size * 0.5, y - size * 0.36, size * 0.38);
    right -= size * 1.15;
  }
  const letters = card.roles?.[0];
  const needed = letters ? canvasText.width(letters, 650) * size : 0;
  if (letters && needed <= room) write(pen, letters, right - size * 0.1, y, size, { weight: 650, align: "right" });
}

function drawFrame(pen, card, left, top, look) {
  const strong = look.chosen || look.hovered || card.rank !== undefined;
  outlineOf(pen, left, top, 7);
  if (card.status === "placeholder" || card.status === "left") pen.setLineDash([5, 4]);
  pen.lineWidth = Math.max(strong ? 2.2 : 1, (strong ? 1.6 : 0.6) / look.scale);
  pen.strokeStyle = look.chosen || card.rank !== undefined ? theme.accent : look.hovered ? theme.ink : theme.edge;
  pen.stroke();
  pen.setLineDash([]);
  if (look.chosen) {
    pen.beginPath();
    pen.roundRect(left - 4, top - 4, CARD.width + 8, CARD.height + 8, 10);
    pen.globalAlpha = 0.35;
    pen.lineWidth = Math.max(4, 3 / look.scale);
    pen.stroke();
  }
}

/** A small card at full size above all others, so that it can be read where it is. */
function drawLens(pen, card, x, y, look) {
  const factor = 0.96 / look.scale;
  pen.save();
  pen.translate(x, y);
  pen.scale(factor, factor);
  pen.shadowColor = "rgb(0 0 0 / 0.35)";
  pen.shadowBlur = 18;
  outlineOf(pen, -CARD.width / 2, -CARD.height / 2, 7);
  pen.fillStyle = theme.card;
  pen.fill();
  pen.shadowColor = "transparent";
  drawCard(pen, card, 0, 0, { ...look, scale: 0.96, faded: false });
  pen.restore();
}
