/** How many questions for metrics wait for their answer on the page: numbers go before pictures. */

let open = 0;
let waiting: (() => void)[] = [];

/** Counts a question. Returns what to call, once, when it is answered or given up. */
export function openQuestion(): () => void {
  open += 1;
  return () => {
    open -= 1;
    if (open > 0) return;
    for (const resolve of waiting.splice(0)) resolve();
  };
}

/** Resolves when no question is open, or after `patience` milliseconds. */
export function allAnswered(patience: number): Promise<void> {
  if (open === 0) return Promise.resolve();
  return new Promise((resolve) => {
    waiting.push(resolve);
    setTimeout(() => {
      waiting = waiting.filter((each) => each !== resolve);
      resolve();
    }, patience);
  });
}
