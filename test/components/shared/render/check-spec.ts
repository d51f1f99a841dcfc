import {expect} from 'chai';
import {compile} from 'vega-lite';

import type {ChartDescription} from '../../../../components/shared/render/chart-description.ts';
import {VegaView} from '../../../../components/shared/render/vega-view.ts';

export type Drawing = Omit<ChartDescription, 'marks'>;

/** Words that make a spec compute instead of map. */
const COMPUTES = /"(?:aggregate|filter|timeUnit|calculate|bin|window|joinaggregate|lookup|fold|url|expr|href)":/;

/** What every spec of ours keeps: plain JSON, no computing, no warning of Vega-Lite, no name from the data in it. */
export function checkSpec({spec, data}: Drawing, names: readonly string[] = []): void {
  const text = JSON.stringify(spec);
  expect(JSON.parse(text)).to.deep.equal(spec);
  expect(JSON.parse(JSON.stringify(data))).to.deep.equal(data);
  expect(text).not.to.match(COMPUTES);
  for (const name of names) expect(text).not.to.contain(name);
  const warnings: string[] = [];
  const keep = (...parts: unknown[]) => {
    warnings.push(parts.map(String).join(' '));
    return logger;
  };
  const logger = {level: () => 2, warn: keep, error: keep, info: () => logger, debug: () => logger} as never;
  compile({...spec, width: 300, height: 200}, {logger});
  expect(warnings).to.deep.equal([]);
}

/** Draws into a container on the page and hands over what can be looked at. */
export async function draw(drawing: Drawing, plotWidth = 400) {
  const container = document.createElement('div');
  document.body.append(container);
  const messages: string[] = [];
  const view = new VegaView(container, {onPoint: () => undefined, onClick: () => undefined, onMessage: (_, text) => messages.push(text)});
  await view.paint({...drawing, config: {aria: false}, renderer: 'svg', plotWidth, plotHeight: drawing.height});
  const texts = [...container.querySelectorAll('text')].map((text) => text.textContent ?? '').filter(Boolean);
  return {container, view, messages, texts};
}
