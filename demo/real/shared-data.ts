/** Reads the real data sets that lie beside a checkout. They are not published with the kit, so they may be missing. */

import {readSource} from 'tillboard/data-adapters/read-source';

/** The development server's way to `../shared/data`; a built page has none. */
const ROOT = '/shared-data/';

export const addressOf = (path: string): URL => new URL(ROOT + path, location.href);

/** Whether the folder is there, asked by a small file of it. */
export async function isThere(): Promise<boolean> {
  try {
    await readSource(addressOf('northwind/categories.csv'), 'categories', {}, {});
    return true;
  } catch {
    return false;
  }
}
