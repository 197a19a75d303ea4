// The same people as a tree of text: by keyboard, and for those who don't see a canvas.

const outline = (() => {
  const tree = byId("outline");
  const items = new Map();
  const OPEN = CARDS.length <= BUSY;
  let current = null;

  function sift(item, person) {
    item.firstElementChild.classList.toggle("faded", !filters.pass(person));
    item.hidden = filters.hides(person) && !REPORTS[person].length;
  }

  function label(person) {
    const card = CARDS[person];
    const state = DATA.statuses[card.status] ?? card.contact;
    const row = make("div", { class: card.status === "left" ? "ghost" : undefined },
      make("span", { class: "twist", "aria-hidden": "true" }, REPORTS[person].length ? "▸" : ""),
      ballMark(card.coverage, 12),
      make("span", { class: "who", title: card.title, dir: "auto" }, card.name),
      make("span", { class: "contact" }, state));
    return row;
  }

  function spoken(card) {
    const coverage = DATA.coverage[card.coverage].words;
    return [
      card.rank === undefined ? "" : `reach next, number ${card.rank}`,
      card.name, card.title, card.place,
      coverage === "unknown" ? "coverage unknown" : coverage,
      `last contact ${card.contact}`,
      DATA.statuses[card.status],
    ].filter(Boolean).join(", ");
  }

  function makeItem(person, level, position, count) {
    const item = make("li", {
      role: "treeitem", tabindex: "-1", "aria-level": level, "aria-posinset": position, "aria-setsize": count,
      "aria-selected": "false", "aria-label": spoken(CARDS[person]),
      "aria-expanded": REPORTS[person].length ? "false" : undefined,
    }, label(person));
    item.dataset.person = person;
    items.set(person, item);
    sift(item, person);
    return item;
  }

  function fill(list, people, level) {
    list.append(...people.map((person, i) => makeItem(person, level, i + 1, people.length)));
  }

  /** Opens somebody's reports; they are made when they are first seen. */
  function open(person) {
    const item = items.get(person);
    if (!REPORTS[person].length || item.getAttribute("aria-expanded") === "true") return;
    if (!item.querySelector("ul")) {
      const group = make("ul", { role: "group" });
      fill(group, REPORTS[person], Number(item.getAttribute("aria-level")) + 1);
      item.append(group);
    }
    item.querySelector("ul").hidden = false;
    item.setAttribute("aria-expanded", "true");
  }

  function close(person) {
    const item = items.get(person);
    if (item.getAttribute("aria-expanded") !== "true") return;
    item.querySelector("ul").hidden = true;
    item.setAttribute("aria-expanded", "false");
  }

  function openAll() {
    const waiting = [...ROOTS];
    while (waiting.length) {
      const person = waiting.shift();
      open(person);
      waiting.push(...REPORTS[person]);
    }
  }

  function reveal(person) {
    chain(person).reverse().forEach(open);
    return items.get(person);
  }

  /** Within the list alone: whoever chose somebody elsewhere on the page stays where they are. */
  function scrollList(row) {
    const [seen, wanted] = [tree.getBoundingClientRect(), row.getBoundingClientRect()];
    if (wanted.top < seen.top) tree.scrollTop += wanted.top - seen.top;
    else if (wanted.bottom > seen.bottom) tree.scrollTop += wanted.bottom - seen.bottom;
  }

  function rove(item, { focus = true } = {}) {
    if (!item) return;
    current?.setAttribute("tabindex", "-1");
    current = item;
    item.setAttribute("tabindex", "0");
    if (!focus) return scrollList(item.firstElementChild);
    item.focus({ preventScroll: true });
    return item.firstElementChild.scrollIntoView({ block: "nearest" });
  }

  const visible = () => [...tree.querySelectorAll("li")].filter((item) => !item.closest("[hidden]"));

  function step(item, by) {
    const all = visible();
    rove(all[all.indexOf(item) + by]);
  }

  const keys = {
    ArrowDown: (item) => step(item, 1),
    ArrowUp: (item) => step(item, -1),
    Home: () => rove(visible()[0]),
    End: () => rove(visible().at(-1)),
    ArrowRight(item, person) {
      if (item.getAttribute("aria-expanded") === "true") step(item, 1);
      else open(person);
    },
    ArrowLeft(item, person) {
      if (item.getAttribute("aria-expanded") === "true") close(person);
      else rove(items.get(CARDS[person].boss));
    },
    Enter: (item, person) => details.open(person),
    " ": (item, person) => details.open(person),
  };

  /** A letter goes to the next name that begins with it. */
  function seek(item, letter) {
    const all = visible();
    const from = all.indexOf(item) + 1;
    const order = [...all.slice(from), ...all.slice(0, from)];
    rove(order.find((one) => folded(CARDS[one.dataset.person].name).startsWith(folded(letter))));
  }

  function onKey(event) {
    const item = event.target.closest("li[role=treeitem]");
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = keys[event.key];
    if (act) act(item, Number(item.dataset.person));
    else if (event.key.length === 1) seek(item, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onClick(event) {
    const item = event.target.closest("li[role=treeitem]");
    if (!item) return;
    const person = Number(item.dataset.person);
    rove(item);
    if (event.target.closest(".twist")) (item.getAttribute("aria-expanded") === "true" ? close : open)(person);
    else chart.choose(person, { centre: true });
  }

  function mark(person) {
    tree.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    if (person === null) return;
    const item = reveal(person);
    item.setAttribute("aria-selected", "true");
    rove(item, { focus: false });
  }

  function start() {
    fill(tree, ROOTS, 1);
    if (OPEN) openAll();
    else ROOTS.slice(0, 50).forEach(open);
    current = tree.querySelector("li");
    current?.setAttribute("tabindex", "0");
    tree.addEventListener("keydown", onKey);
    tree.addEventListener("click", onClick);
    chart.watch(mark);
    filters.watch(() => items.forEach(sift));
  }

  return { start };
})();
