/** Who waits until the page is to be printed. */
const waiting = new Set<() => void>();
let printed = false;
let watching = false;

/**
 * Calls back once, as soon as `target` is drawn and at most `margin` (`'300px'`) away from the view; if it is drawn anywhere, also when the
 * page is about to be printed. At once where there is no IntersectionObserver. What is hidden, such as the panel of a closed tab, waits
 * until it is shown. Returns the way out.
 */
export function onceNear(target: Element, margin: string, callback: () => void): () => void {
  let stop = (): void => undefined;
  const call = (): void => {
    stop();
    callback();
  };
  if (typeof IntersectionObserver === 'undefined' || (printed && isDrawn(target))) {
    const timer = setTimeout(call);
    return () => clearTimeout(timer);
  }
  const observer = new IntersectionObserver((entries) => {
    if (entries.some(({isIntersecting}) => isIntersecting)) call();
  }, {rootMargin: margin});
  const onPrint = (): void => {
    if (isDrawn(target)) call();
  };
  stop = () => {
    observer.disconnect();
    waiting.delete(onPrint);
  };
  observer.observe(target);
  waiting.add(onPrint);
  watchPrint();
  return stop;
}

const isDrawn = (target: Element): boolean => target.getClientRects().length > 0;

/** From the first print on nothing that is drawn waits: answers and pictures that come too late for it are there for the next. */
function watchPrint(): void {
  if (watching) return;
  watching = true;
  const onPrint = (): void => {
    printed = true;
    for (const tell of [...waiting]) tell();
  };
  addEventListener('beforeprint', onPrint);
  matchMedia('print').addEventListener('change', ({matches}) => {
    if (matches) onPrint();
  });
}
