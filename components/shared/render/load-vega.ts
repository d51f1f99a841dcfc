import {allAnswered} from '../state/open-questions.ts';

type VegaModule = typeof import('./vega-view.ts');

/** How long pictures give way to numbers that have not come, in milliseconds. */
const PATIENCE = 1000;
/** How long a chart has waited for its answer when Vega is loaded meanwhile: most small shops have answered by then. */
const MOMENT = 300;
/** A page in the background draws no frame. */
const NO_FRAME = 300;
/** A page that is never idle loads all the same. */
const NEVER_IDLE = 500;

let loading: Promise<VegaModule> | undefined;
let imported: Promise<VegaModule> | undefined;
let expected = false;

/**
 * Vega, loaded once for all charts of the page, after the metrics that widgets are waiting for are on the screen. A load that failed is
 * tried again by the next call.
 */
export function loadVega(): Promise<VegaModule> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * A chart waits for its answer and will need Vega: it is loaded once the answer lets wait and the page has nothing else to do, so that it is
 * there when the answer comes.
 */
export function expectVega(): void {
  if (expected) return;
  expected = true;
  setTimeout(() => whenIdle(() => void importVega().catch(() => (expected = false))), MOMENT);
}

async function load(): Promise<VegaModule> {
  if (!imported) {
    await allAnswered(PATIENCE);
    await painted();
  }
  return importVega();
}

function importVega(): Promise<VegaModule> {
  imported ??= import('./vega-view.ts').catch((error: unknown) => {
    imported = undefined;
    throw error;
  });
  return imported;
}

/** Not every browser tells when it is idle. */
function whenIdle(callback: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(callback, {timeout: NEVER_IDLE});
  else setTimeout(callback);
}

/** Resolves after the next frame. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, NO_FRAME);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
