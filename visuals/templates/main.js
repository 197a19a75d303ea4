// Puts the page together.

function listNext() {
  byId("next").hidden = !DATA.next.length;
  const rows = DATA.next.map((person) => {
    const card = CARDS[person];
    const button = make("button", { type: "button" },
      make("span", { class: "badge" }, String(card.rank)),
      make("span", { class: "name" }, make("bdi", {}, card.name)),
      make("span", { class: "why" }, make("bdi", {}, card.headline)));
    button.addEventListener("click", () => chart.choose(person, { centre: true }));
    return [person, button];
  });
  byId("next-list").append(...rows.map(([, button]) => make("li", {}, button)));
  chart.watch((chosen) => rows.forEach(([person, button]) => button.setAttribute("aria-current", String(person === chosen))));
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
    light(true);
    chart.showAll();
  });
  addEventListener("afterprint", () => light(false));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.repaint());
}

readTheme();
byId("empty").hidden = CARDS.length > 0;
chart.start();
chart.watch(details.show);
legend.start();
listNext();
outline.start();
search.start();
listenToKeys();
listenToButtons();
listenToPrint();
document.documentElement.dataset.ready = "yes";
