/** The pages whose downloads are measured. `take`: what loads at once, what loads on demand, or both. */

/** All but the parser of formulas, which stands on its own. */
const VEGA = /[\\/]node_modules[\\/]vega(?!-expression|-util)/;
const ARQUERO = /[\\/]node_modules[\\/]arquero/;
const WHOLE_VEGA = /[\\/]node_modules[\\/]vega[\\/]/;

export const PAGES = {
  /** A tile and its source element, before data arrive: no byte of Vega, and the engine comes later. */
  kpi: {code: "import 'tillboard/components/kpi'; import 'tillboard/components/data';", take: ['first'], without: new RegExp(`${VEGA.source}|${ARQUERO.source}`)},
  /** What a page whose rows are in a worker loads before its first number: tile, source element, and what talks to the worker. */
  'kpi-worker': {
    code: "import 'tillboard/components/kpi'; import './dist/components/data/data.js'; import './dist/engine/worker/open-source.js';",
    take: ['first'],
    without: new RegExp(`${VEGA.source}|${ARQUERO.source}|data-adapters[\\\\/]conform\\.js`),
  },
  /** The worker of a host that bundles it in parts: the engine with the first kind of file; further analyses come when they are asked for. */
  worker: {
    code: "import 'tillboard/engine/worker'; import 'tillboard/data-adapters/csv';",
    take: ['first'],
    without: new RegExp(`${VEGA.source}|${ARQUERO.source}|node_modules[\\\\/]@?lit`),
  },
  /** Everything that a page with tiles ever loads: further analyses come only where a widget asks for them. */
  'kpi-complete': {code: "import 'tillboard/components/kpi'; export {createSource} from 'tillboard/engine';", take: ['first'], without: new RegExp(`${VEGA.source}|${ARQUERO.source}`)},
  /** What a worker loads before the first number, if it reads CSV: conforming, the metrics with their texts, the formula parser. */
  engine: {
    code: "export {createSource} from 'tillboard/engine'; export {createCsvAdapter} from 'tillboard/data-adapters/csv';",
    take: ['first'],
    without: new RegExp(`${VEGA.source}|${ARQUERO.source}|node_modules[\\\\/]@?lit`),
  },
  /** With Arquero, which comes with the first `run` that gives a table. */
  'engine-tables': {code: "export {createSource, toArquero} from 'tillboard/engine';", take: ['first'], without: VEGA},
  /** The engine with every analysis and every model. */
  analyses: {code: "export {createSource} from 'tillboard/engine';", take: ['first', 'later'], external: ['arquero']},
  charts: {code: "export * from './dist/components/shared/render/vega-view.js';", take: ['first', 'later'], without: new RegExp(`${ARQUERO.source}|${WHOLE_VEGA.source}`)},
  all: {code: "export * from 'tillboard';", take: ['first', 'later']},
};
