/** The demo cockpit: puts a data set behind the widgets, and follows the controls of the page. */

import 'tillboard';
import type {Source} from 'tillboard/engine';

import {loadShop, loadSuperstore, sourceOf} from './data-sets.ts';
import {setUpDropZone} from './drop-zone.ts';
import type {OwnFiles} from './own-files.ts';
import {currentLanguage, setUpPage} from './page-settings.ts';
import {watchSettled} from './settled.ts';
import {say} from './words.ts';
import type {Language, Word} from './words.ts';

type DataSet = 'shop' | 'superstore' | 'own';

const TITLES: Readonly<Record<DataSet, Word>> = {shop: 'shopTitle', superstore: 'superstoreTitle', own: 'ownHeading'};

function byId<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}.`);
  return element as T;
}

const cockpit = byId<HTMLElementTagNameMap['till-cockpit']>('cockpit');
const dataSet = byId<HTMLSelectElement>('data-set');
const period = byId<HTMLSelectElement>('period');
const compare = byId<HTMLSelectElement>('compare');
const subtitle = byId('subtitle');

let own: Source | null = null;
let shown = 0;

function describe({info}: Source, language: Language): string {
  const rows = info.tables.map(({name, rows: count}) => `${say(name, language)} ${count.toLocaleString(language)}`);
  const asOf = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {dateStyle: 'medium', timeStyle: 'short', timeZone: info.timeZone}).format(new Date(info.now));
  return [rows.join(' · '), `${say('asOf', language)} ${asOf}`].join(language === 'zh' ? '，' : ', ');
}

async function loadSource(name: DataSet, language: Language): Promise<Source> {
  if (name === 'own' && own) return own;
  return name === 'superstore' ? loadSuperstore() : loadShop(language);
}

/** Of several choices made in a row only the last is shown. */
async function show(): Promise<void> {
  const turn = ++shown;
  const language = currentLanguage();
  const name = dataSet.value as DataSet;
  document.documentElement.dataset['busy'] = 'true';
  byId('title').textContent = say(TITLES[name], language);
  subtitle.textContent = say('loading', language);
  // Lets the page paint its frames before rows are made or read.
  await new Promise((resolve) => setTimeout(resolve, 20));
  try {
    const source = await loadSource(name, language);
    if (turn !== shown) return;
    cockpit.source = source;
    subtitle.textContent = describe(source, language);
  } catch (error) {
    if (turn === shown) subtitle.textContent = say('failed', language) + (error instanceof Error ? error.message : String(error));
  } finally {
    if (turn === shown) document.documentElement.dataset['busy'] = 'false';
  }
}

function followControls(): void {
  cockpit.period = period.value;
  cockpit.setAttribute('compare', compare.value || 'none');
}

function takeOwn({tables}: OwnFiles): void {
  if (!tables) return;
  own = sourceOf(tables);
  const option = dataSet.querySelector<HTMLOptionElement>('option[value="own"]');
  if (option) option.disabled = false;
  dataSet.value = 'own';
  // A file may end years ago; all of it is the period that surely holds something.
  period.value = 'all';
  followControls();
  void show();
}

followControls();
period.addEventListener('change', followControls);
compare.addEventListener('change', followControls);
dataSet.addEventListener('change', () => void show());
const refreshReport = setUpDropZone(takeOwn);
setUpPage(() => {
  document.title = say('brand', currentLanguage());
  refreshReport();
  void show();
});
watchSettled();
