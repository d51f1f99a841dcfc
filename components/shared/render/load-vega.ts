import {allAnswered} from '../state/open-questions.ts';

type VegaModule = typeof import('./vega-view.ts');

/** How long pictures give way to numbers that have not come, in milliseconds. */
const PATIENCE = 1000;
/** A page in the background draws no frame. */
const NO_FRAME = 300;

let loading: Promise<VegaModule> | undefined;

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

async function load(): Promise<VegaModule> {
  await allAnswered(PATIENCE);
  await painted();
  return import('./vega-view.ts');
}

/** Resolves after the next frame. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, NO_FRAME);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
