// What the marks mean; the kinds of line can be switched on and off.

const legend = (() => {
  const entry = (mark, text, count) =>
    make("span", { class: "entry" }, mark, text, count === undefined ? "" : make("span", { class: "count" }, String(count)));

  /** A button that picks out some of the people; it is pressed while it does. */
  function filter(label, mark, text, count, toggle) {
    const button = make("button", { type: "button", class: "sift", "aria-pressed": "false", title: label }, mark, text, make("span", { class: "count" }, count.toLocaleString("en")));
    button.addEventListener("click", () => button.setAttribute("aria-pressed", String(toggle())));
    return button;
  }

  function coverage() {
    const present = Object.entries(DATA.coverage).filter(([, look]) => look.count);
    const kinds = present.map(([name, look]) => {
      const text = look.words === "unknown" ? "coverage unknown" : look.words;
      return filter(`Pick out: ${text}`, ballMark(name), text, look.count, () => filters.toggleCoverage(name));
    });
    const left = CARDS.filter((card) => card.status === "left").length;
    if (left) kinds.push(filter("Hide those who left", "", "hide who left", left, filters.toggleLeft));
    return kinds;
  }

  function signs() {
    return [...DATA.deciding, ...Object.values(DATA.support), ...Object.values(DATA.political)].map((look) => entry(signMark(look), look.words));
  }

  function lineKind([kind, look]) {
    const button = make("button", { type: "button", class: "kind", "aria-pressed": String(chart.isShown(kind)) },
      lineMark(look), look.words, make("span", { class: "count" }, look.count.toLocaleString("en")));
    button.addEventListener("click", () => button.setAttribute("aria-pressed", String(chart.toggle(kind))));
    return button;
  }

  function lines() {
    const kinds = Object.entries(DATA.lines).map(lineKind);
    if (DATA.inferredDashes) kinds.push(entry(lineMark({ colour: "reporting", arrow: false }, DATA.inferredDashes), "inferred"));
    if (DATA.inferredNote) kinds.push(make("span", { class: "note" }, DATA.inferredNote));
    if (CARDS.length > BUSY) kinds.push(make("span", { class: "note" }, "Point at a person to see their other links."));
    return kinds;
  }

  const roles = () => Object.entries(DATA.roles).map(([letters, words]) => entry(make("b", {}, letters), words));

  /** Signs and letters need room: they open above the legend. */
  function letters() {
    const groups = [signs(), roles()].filter((group) => group.length);
    byId("letters").hidden = !groups.length;
    byId("letters").append(make("div", {}, ...groups.map((group) => make("p", {}, ...group))));
  }

  function start() {
    const groups = [coverage(), lines()].filter((group) => group.length);
    byId("legend").append(...groups.map((group) => make("div", {}, ...group)));
    letters();
  }

  return { start };
})();
