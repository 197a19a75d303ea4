// Search by name, title or e-mail; Enter shows the person on the map.

const search = (() => {
  const MOST = 8;
  const field = byId("search");
  const list = byId("found");
  const haystacks = CARDS.map((card) => [card.name, card.title, card.email].map((text) => folded(text ?? "")));
  let found = [];
  let at = 0;

  /** Names that begin with it come first, then words of names, then anything. */
  function rank(texts, wanted) {
    const [name] = texts;
    if (name.startsWith(wanted)) return 0;
    if (name.includes(` ${wanted}`)) return 1;
    if (name.includes(wanted)) return 2;
    return texts.some((text) => text.includes(wanted)) ? 3 : 4;
  }

  function find(text) {
    const wanted = folded(text).trim();
    if (!wanted) return [];
    const ranked = haystacks.map((texts, person) => [rank(texts, wanted), person]).filter(([order]) => order < 4);
    return ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, person]) => person);
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function option(person, i) {
    const card = CARDS[person];
    const item = make("li", { role: "option", id: `found-${i}`, "aria-selected": String(i === at) },
      make("bdi", {}, card.name),
      make("span", { class: "muted" }, make("bdi", {}, [card.title, card.place].filter(Boolean).join(" · ") || card.email || "")));
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      show(person);
    });
    return item;
  }

  function redraw() {
    const rest = found.length - MOST;
    list.replaceChildren(...found.slice(0, MOST).map(option));
    if (!found.length) list.append(make("li", { class: "muted" }, `No name, title or e-mail matches “${field.value.trim()}”.`));
    if (rest > 0) list.append(make("li", { class: "muted" }, `and ${rest.toLocaleString("en")} more`));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    if (found.length) field.setAttribute("aria-activedescendant", `found-${at}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(person) {
    close();
    details.open(person);
  }

  function onInput() {
    at = 0;
    found = find(field.value);
    if (!field.value.trim()) return close();
    byId("said").textContent = found.length === 1 ? "1 person found" : `${found.length} people found`;
    return redraw();
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => found.length && show(found[at]),
    Escape: () => (list.hidden ? (field.value = "") : close()),
  };

  function move(by) {
    const count = Math.min(found.length, MOST);
    if (!count) return;
    at = (at + by + count) % count;
    redraw();
  }

  function start() {
    field.addEventListener("input", onInput);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    });
  }

  return { start, focus: () => field.focus() };
})();
