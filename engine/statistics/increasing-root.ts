/** Where an increasing function passes `target` between 0 and `high`: by halving, to the last bit that the function tells. */
export function increasingRoot(of: (x: number) => number, target: number, high: number): number {
  let [from, to] = [0, high];
  for (;;) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) return middle;
    if (of(middle) < target) from = middle;
    else to = middle;
  }
}
