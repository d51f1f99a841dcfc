/** Fills the page that is shown under strict policies: the same widgets, a small shop. */

import 'tillboard';
import {openSource} from 'tillboard/engine';

import {setUpPage} from './page-settings.ts';
import {watchSettled} from './settled.ts';
import {createShop} from './shop.ts';

const {tables, options} = createShop({language: 'en', scale: 0.05});
const cockpit = document.querySelector('till-cockpit');
const {dataset} = document.documentElement;
dataset['busy'] = 'true';
// Trusted Types that name Lit alone let no worker start: `?worker=off` is for a page that leaves it at that.
void openSource(tables, options, {worker: new URLSearchParams(location.search).get('worker') !== 'off'}).then((source) => {
  if (cockpit) cockpit.source = source;
  dataset['runsOn'] = source.info.runsOn;
  dataset['busy'] = 'false';
});
setUpPage(() => undefined);
watchSettled();
