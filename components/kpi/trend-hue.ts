/** Which hue a rise or a fall has. */

import type {TrendColors} from '../shared/state/cockpit-context.ts';
import type {Delta} from './kpi-model.ts';

const RED_RISES = /^(zh(-Hans|-Hant)?(-CN|-TW)?|ja|ko)(-(CN|TW|JP|KR))?$/;

/** `red`, `green` or none. Hue tells the direction unless `good-bad` is asked for; words and arrows tell it always. */
export function deltaHue({direction, good}: Pick<Delta, 'direction' | 'good'>, colors: TrendColors, language: string): '' | 'red' | 'green' {
  if (direction === undefined || direction === 'same' || colors === 'neutral') return '';
  if (colors === 'good-bad') return good === undefined ? '' : good ? 'green' : 'red';
  const redRises = colors === 'red-up' || (colors === 'auto' && RED_RISES.test(language));
  return (direction === 'up') === redRises ? 'red' : 'green';
}
