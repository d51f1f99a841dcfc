/** What a story expects of its elements, for the tests that render every story. */

export interface Expected {
  /** States that every widget of the story is in once it has come to rest, as in `:state(ready)`; `ready|empty` is either. Default `ready`. */
  readonly states?: readonly string[];
  /** A message for developers that the story is meant to cause. */
  readonly warns?: RegExp;
}

/** CSF parameters that carry them. */
export const expected = (parts: Expected): {readonly tillboard: Expected} => ({tillboard: parts});

interface PlayContext {
  readonly canvasElement: HTMLElement;
}

const PATIENCE_MS = 8000;

/** A play function: presses the first button (or what else `selector` finds) in the shadow root of the story's first such element. */
export function pressing(tag: string, selector: string) {
  return async ({canvasElement}: PlayContext): Promise<void> => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = canvasElement.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(selector);
      if (found) return found.click();
      if (performance.now() > end) throw new Error(`No ${selector} came up in <${tag}>.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
}
