/** The widgets on real data sets, read from `../shared/data` beside the checkout. Says so where that folder is not there. */

import 'tillboard';
import type {Source} from 'tillboard/engine';

import {currentLanguage, setUpPage} from './page-settings.ts';
import {loadElectronicsEvents} from './real/electronics-events.ts';
import {loadNorthwind} from './real/northwind.ts';
import {loadOnlineRetail} from './real/online-retail.ts';
import {isThere} from './real/shared-data.ts';
import {watchSettled} from './settled.ts';
import {say} from './words.ts';

const LOADERS: Readonly<Record<string, () => Promise<Source>>> = {
  northwind: loadNorthwind,
  'online-retail': loadOnlineRetail,
  'electronics-events': loadElectronicsEvents,
};

async function fill(section: HTMLElement): Promise<void> {
  const status = section.querySelector<HTMLElement>('[data-status]');
  const cockpit = section.querySelector('till-cockpit');
  const load = LOADERS[section.dataset['set'] ?? ''];
  if (!status || !cockpit || !load) return;
  status.textContent = say('loading', currentLanguage());
  try {
    const source = await load();
    cockpit.source = source;
    const {firstDay, lastDay, tables} = source.info;
    status.textContent = `${tables.map(({name, rows}) => `${say(name, currentLanguage())} ${rows.toLocaleString()}`).join(' · ')} · ${firstDay} – ${lastDay}`;
  } catch (error) {
    status.textContent = say('failed', currentLanguage()) + (error instanceof Error ? error.message : String(error));
  }
}

async function fillAll(): Promise<void> {
  const sections = [...document.querySelectorAll<HTMLElement>('section.set')];
  document.documentElement.dataset['busy'] = 'true';
  if (await isThere()) {
    for (const section of sections) await fill(section);
  } else {
    for (const section of sections) section.remove();
    document.querySelector('#missing')?.removeAttribute('hidden');
  }
  document.documentElement.dataset['busy'] = 'false';
}

setUpPage(() => undefined);
watchSettled();
void fillAll();
