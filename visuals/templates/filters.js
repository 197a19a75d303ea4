// Who is picked out, by the buttons of the legend; everybody else is faded.

const filters = (() => {
  const LEFT = "left";
  const coverages = new Set();
  let leftAreHidden = false;
  const watchers = [];

  /** Of any coverage that is pressed, or of all if none is. */
  const pass = (person) => !coverages.size || coverages.has(CARDS[person].coverage);

  const hides = (person) => leftAreHidden && CARDS[person].status === LEFT;

  /** Both return whether the button is pressed then. */
  function toggleCoverage(coverage) {
    if (!coverages.delete(coverage)) coverages.add(coverage);
    watchers.forEach((tell) => tell());
    return coverages.has(coverage);
  }

  function toggleLeft() {
    leftAreHidden = !leftAreHidden;
    watchers.forEach((tell) => tell());
    return leftAreHidden;
  }

  return { pass, hides, toggleCoverage, toggleLeft, watch: (tell) => watchers.push(tell) };
})();
