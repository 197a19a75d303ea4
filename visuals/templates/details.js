// What is known of the chosen person, each fact with who said it and when.

const details = (() => {
  const panel = byId("details");
  const OLD = 1;
  const INFERRED = 2;
  let opener = null; // where the keyboard was when the details were opened

  /** Links of one kind and source in one line: "Leads: Ann Lee, Bob Ray". */
  function grouped(lines) {
    const groups = new Map();
    for (const [label, value, source, mark = 0, person] of lines) {
      const key = `${source}|${label}|${mark}`;
      if (!groups.has(key)) groups.set(key, { label, source, mark, values: [] });
      groups.get(key).values.push([value, person]);
    }
    return [...groups.values()];
  }

  /** A value; where it is somebody on the map, a button that shows them. */
  function valueOf([text, person]) {
    if (person === undefined || person === null) return make("bdi", {}, text);
    const button = make("button", { type: "button", class: "person" }, make("bdi", {}, text));
    button.addEventListener("click", () => open(person));
    return button;
  }

  function factList(groups) {
    const list = make("dl");
    for (const { label, source, mark, values } of groups) {
      const last = values.length - 1;
      const shown = values.flatMap((value, i) => [make("span", { class: "value" }, valueOf(value), i < last ? "," : ""), " "]);
      list.append(make("div", {},
        make("dt", {}, label),
        make("dd", { class: mark & INFERRED ? "inferred" : undefined }, ...shown),
        make("dd", { class: mark & OLD ? "source old" : "source" }, DATA.sources[source] + (mark & OLD ? " · may be out of date" : "")),
      ));
    }
    return list;
  }

  function state(card) {
    const coverage = DATA.coverage[card.coverage].words;
    const row = make("p", { class: "state" },
      make("span", {}, ballMark(card.coverage), coverage === "unknown" ? "coverage unknown" : coverage),
      make("span", {}, make("bdi", {}, `last contact: ${card.contact}${card.contactBy ? ` by ${card.contactBy}` : ""}`)));
    for (const look of looksOf(card)) row.append(make("span", { class: look.inferred ? "inferred" : undefined }, signMark(look), look.words));
    if (card.status) row.append(make("span", { class: "old" }, DATA.statuses[card.status] ?? card.status));
    return row;
  }

  function sentences(texts) {
    return make("ul", {}, ...texts.map((text) => make("li", {}, make("bdi", {}, text))));
  }

  function reasons(card) {
    const explained = card.explained
      ? make("details", {}, make("summary", {}, "Routes, evidence, what would change it"), sentences(card.explained))
      : "";
    return make("div", { class: "reasons" },
      make("strong", {}, `${card.rank}. to reach next`),
      make("p", {}, make("bdi", {}, card.headline)),
      sentences(card.because), explained);
  }

  function deciding(card) {
    return make("div", { class: "reasons deciding" },
      make("strong", { class: card.decides.inferred ? "inferred" : undefined }, card.decides.headline),
      sentences(card.decides.says));
  }

  function head(card) {
    return make("div", { class: "head" },
      make("h3", {}, make("bdi", {}, card.name)),
      card.title ? make("p", {}, make("bdi", {}, card.title)) : "",
      card.place ? make("p", {}, make("bdi", {}, card.place)) : "",
      state(card));
  }

  function bodyOf(card) {
    const body = make("div", { class: "body", tabindex: "0" });
    if (card.rank !== undefined) body.append(reasons(card));
    if (card.decides) body.append(deciding(card));
    if (card.links) body.append(make("h4", {}, "Links"), factList(grouped(card.links)));
    if (card.facts) body.append(make("h4", {}, "Facts"), factList(grouped(card.facts)));
    if (!body.childElementCount) body.append(make("p", { class: "muted" }, "Nothing else is known."));
    return body;
  }

  /** Back to where the keyboard was, unless it has gone elsewhere since. */
  function close() {
    const inside = panel.contains(document.activeElement);
    panel.hidden = true;
    panel.replaceChildren();
    if (inside && opener?.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  }

  function show(person) {
    if (person === null) return close();
    const inside = panel.contains(document.activeElement);
    const card = CARDS[person];
    const button = make("button", { type: "button", class: "close", "aria-label": "Close details" }, "×");
    button.addEventListener("click", () => chart.choose(null));
    panel.replaceChildren(button, head(card), bodyOf(card));
    panel.hidden = false;
    if (inside) panel.focus({ preventScroll: true });
    byId("said").textContent = [card.name, card.title, DATA.coverage[card.coverage].words, `last contact ${card.contact}`].filter(Boolean).join(", ");
    return undefined;
  }

  /** Shows somebody and takes the keyboard there; closing brings it back. */
  function open(person) {
    if (!panel.contains(document.activeElement)) opener = document.activeElement;
    chart.choose(person, { centre: true });
    panel.focus({ preventScroll: true });
  }

  return { show, open };
})();
