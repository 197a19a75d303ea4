// Search by name, title, e-mail and whatever else is known; Enter shows the person on the map.

const search = (() => {
  const MOST = 8;
  const field = byId("search");
  const list = byId("found");
  let haystacks = null; // by person: the name, what they are called by else, all that is known
  let found = [];
  let at = 0;

  function haystackOf(card) {
    const known = (card.facts ?? []).map(([, value]) => value);
    const status = DATA.statuses[card.status] ?? "";
    const called = [card.name, card.title, card.email].map((text) => folded(text ?? ""));
    return [called[0], called.join(" "), folded([...called, card.place, status, card.id, ...known].join(" "))];
  }

  /** Names that begin with it come first, then words of names, then names, titles and e-mails that
   * have all the words in any order, then whatever else is known. */
  function rank([name, called, whole], wanted, words) {
    if (name.startsWith(wanted)) return 0;
    if (name.includes(` ${wanted}`)) return 1;
    const at = [name, called, whole].findIndex((text) => words.every((word) => text.includes(word)));
    return at < 0 ? null : at + 2;
  }

  function find(text) {
    const wanted = folded(text).trim();
    if (!wanted) return [];
    haystacks ??= CARDS.map(haystackOf);
    const words = wanted.split(/\s+/);
    const ranked = haystacks.map((texts, person) => [rank(texts, wanted, words), person]).filter(([order]) => order !== null);
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
      make("span", { class: "muted", dir: "auto" }, [card.title, card.place].filter(Boolean).join(" · ") || card.email || ""));
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      show(person);
    });
    return item;
  }

  function redraw() {
    const rest = found.length - MOST;
    list.replaceChildren(...found.slice(0, MOST).map(option));
    if (!found.length) list.append(make("li", { class: "muted" }, `Nothing known of anybody matches “${field.value.trim()}”.`));
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
