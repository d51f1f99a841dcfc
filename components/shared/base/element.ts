import {warnOtherVersion} from '../warnings.ts';

/** The version of the kit that defined an element, for a page that loads two. */
export const VERSION = '0.1.0';

/**
 * Defines a custom element under its tag. A second copy of the kit on a page finds the tag taken: the same version stays silent, another
 * one warns once, neither throws.
 */
export function element(tag: string) {
  return (constructor: CustomElementConstructor): void => {
    const taken = customElements.get(tag);
    if (!taken) {
      Object.defineProperty(constructor, 'version', {value: VERSION});
      customElements.define(tag, constructor);
      return;
    }
    const {version} = taken as CustomElementConstructor & {readonly version?: string};
    if (version !== VERSION) warnOtherVersion(tag, VERSION, version ?? 'of another make');
  };
}
