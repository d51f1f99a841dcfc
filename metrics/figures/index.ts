/** What analyses work out beside the metrics, for the dictionary. */

import {COMPARISON_FIGURES} from './comparison.ts';
import {CUSTOMER_FIGURES} from './customers.ts';
import type {Figure} from './figure.ts';
import {INVENTORY_FIGURES} from './inventory.ts';
import {STATISTICS_FIGURES} from './statistics.ts';

export const FIGURES: readonly Figure[] = [...COMPARISON_FIGURES, ...CUSTOMER_FIGURES, ...INVENTORY_FIGURES, ...STATISTICS_FIGURES];
