// What is known of the chosen person, each fact with who said it and when.

const details = (() => {
  const panel = byId("details");

  /** Links of one kind and source in one line: "Leads: Ann Lee, Bob Ray". */
  function grouped(lines) {
    const groups = new Map();
    for (const [label, value, source, old] of lines) {
      const key = `${source}|${label}`;
      if (groups.has(key)) groups.get(key)[1] += `, ${value}`;
      else groups.set(key, [label, value, source, old]);
    }
    return [...groups.values()];
  }

  function factList(lines) {
    const list = make("dl");
    for (const [label, value, source, old] of lines) {
      list.append(make("div", {},
        make("dt", {}, label),
        make("dd", {}, make("bdi", {}, value)),
        make("dd", { class: old ? "source old" : "source" }, DATA.sources[source] + (old ? " · may be out of date" : "")),
      ));
    }
    return list;
  }

  function state(card) {
    const coverage = DATA.coverage[card.coverage].words;
    const row = make("p", { class: "state" },
      make("span", {}, ballMark(card.coverage), coverage === "unknown" ? "coverage unknown" : coverage),
      make("span", {}, `last contact: ${card.contact}`));
    const support = DATA.support[card.support];
    const political = DATA.political[card.political];
    if (support) row.append(make("span", {}, signMark(support), support.words));
    if (political) row.append(make("span", {}, signMark(political), political.words));
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

  function show(person) {
    panel.hidden = person === null;
    if (person === null) return panel.replaceChildren();
    const card = CARDS[person];
    const close = make("button", { type: "button", class: "close", "aria-label": "Close details" }, "×");
    close.addEventListener("click", () => chart.choose(null));
    const body = make("div", { class: "body", tabindex: "0" });
    if (card.rank !== undefined) body.append(reasons(card));
    if (card.links) body.append(make("h4", {}, "Links"), factList(grouped(card.links)));
    if (card.facts) body.append(make("h4", {}, "Facts"), factList(card.facts));
    if (!body.childElementCount) body.append(make("p", { class: "muted" }, "Nothing else is known."));
    panel.replaceChildren(
      make("div", { class: "head" },
        make("h3", {}, make("bdi", {}, card.name)),
        card.title ? make("p", {}, make("bdi", {}, card.title)) : "",
        card.place ? make("p", {}, make("bdi", {}, card.place)) : "",
        state(card)),
      close, body);
    byId("said").textContent = [card.name, card.title, DATA.coverage[card.coverage].words, `last contact ${card.contact}`].filter(Boolean).join(", ");
    return undefined;
  }

  return { show };
})();
