// Puts the page together.

/** Buttons for people, of which the chosen one is marked. */
function listPeople(list, people, row) {
  const buttons = people.map((person) => {
    const button = make("button", { type: "button" }, ...row(CARDS[person]));
    button.addEventListener("click", () => details.open(person));
    return [person, button];
  });
  list.append(...buttons.map(([, button]) => make("li", {}, button)));
  chart.watch((chosen) => buttons.forEach(([person, button]) => button.setAttribute("aria-current", String(person === chosen))));
}

const nameOf = (card) => make("span", { class: "name", dir: "auto" }, card.name);

function listNext() {
  byId("next").hidden = !DATA.next.length && !DATA.notes.length;
  listPeople(byId("next-list"), DATA.next, (card) => [
    make("span", { class: "badge" }, String(card.rank)),
    nameOf(card),
    ...(card.brief ?? [card.headline]).map((text) => make("span", { class: "why", title: text }, make("bdi", {}, text))),
  ]);
  const notes = DATA.notes.map((text) => make("p", {}, make("bdi", {}, text)));
  byId("notes").hidden = !notes.length;
  byId("notes").open = !DATA.next.length;
  byId("notes").append(...notes);
}

function listDeciders() {
  byId("deciders").hidden = !DATA.deciders.length;
  listPeople(byId("deciders-list"), DATA.deciders, (card) => [
    signMark(decidesLook(card)),
    nameOf(card),
    make("span", { class: "muted" }, card.decides.reached),
  ]);
  byId("deciders-inferred").hidden = !DATA.deciders.some((person) => CARDS[person].decides.inferred);
}

const mapKeys = {
  ArrowLeft: () => chart.pan(-1, 0),
  ArrowRight: () => chart.pan(1, 0),
  ArrowUp: () => chart.pan(0, -1),
  ArrowDown: () => chart.pan(0, 1),
  "+": () => chart.zoom(1.25),
  "=": () => chart.zoom(1.25),
  "-": () => chart.zoom(0.8),
  0: () => chart.showAll(),
};

function listenToKeys() {
  byId("map").addEventListener("keydown", (event) => {
    if (!mapKeys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    mapKeys[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (byId("letters").open) byId("letters").open = false;
      else chart.choose(null);
    }
    if (event.key === "/" && event.target.tagName !== "INPUT") {
      event.preventDefault();
      search.focus();
    }
  });
}

function listenToButtons() {
  byId("zoom-in").addEventListener("click", () => chart.zoom(1.25));
  byId("zoom-out").addEventListener("click", () => chart.zoom(0.8));
  byId("zoom-all").addEventListener("click", () => chart.showAll());
}

/** Paper is white: a print has the light colours and the whole map. */
function listenToPrint() {
  const light = (on) => {
    if (on) document.documentElement.dataset.theme = "light";
    else delete document.documentElement.dataset.theme;
    chart.repaint();
  };
  addEventListener("beforeprint", () => {
    byId("letters").open = true;
    light(true);
    chart.showAll();
  });
  addEventListener("afterprint", () => {
    byId("letters").open = false;
    light(false);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.repaint());
}

readTheme();
byId("empty").hidden = CARDS.length > 0;
chart.start();
chart.watch(details.show);
legend.start();
listNext();
listDeciders();
outline.start();
search.start();
listenToKeys();
listenToButtons();
listenToPrint();
document.documentElement.dataset.ready = "yes";
