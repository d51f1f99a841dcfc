/** Fills the page that is shown under strict policies: the same widgets, a small shop. */

import 'tillboard';
import {createSource} from 'tillboard/engine';

import {setUpPage} from './page-settings.ts';
import {watchSettled} from './settled.ts';
import {createShop} from './shop.ts';

const {tables, options} = createShop({language: 'en', scale: 0.05});
const cockpit = document.querySelector('till-cockpit');
if (cockpit) cockpit.source = createSource(tables, options);
setUpPage(() => undefined);
watchSettled();
