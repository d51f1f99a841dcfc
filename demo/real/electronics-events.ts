/** A click stream of an electronics shop: 600 users, 31,106 events, January to June 2024; made by the retentioneering project. */

import {createCsvAdapter} from 'tillboard/data-adapters/csv';
import {createSource} from 'tillboard/engine';
import type {Source} from 'tillboard/engine';

import {addressOf} from './shared-data.ts';

export async function loadElectronicsEvents(): Promise<Source> {
  const options = {timeZone: 'UTC', currency: 'USD'};
  const adapter = createCsvAdapter({events: addressOf('retentioneering-ecom/ecom.csv.gz')}, {
    ...options,
    columns: {events: {user_id: 'user_id', session_id: 'session_id', step: 'event', at: 'timestamp', device: 'platform', channel: 'acquisition_channel'}},
  });
  return createSource(await adapter.load(), {...options, now: Date.UTC(2024, 5, 30, 23)});
}
