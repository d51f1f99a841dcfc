/** Which ability is answered by what. An ability that is not here is not covered. */

import {abtestAnswerer} from './abtest-cases.ts';
import type {Answerer} from './case.ts';
import {channelAnswerer} from './channel-cases.ts';
import {controlCase, fenceCase, labelledCase, madCase, quantileOfCase, seriesOutlierCase} from './anomaly-cases.ts';
import {discountCase, gammaGammaCase, purchaseModelCase, summaryCase} from './clv-cases.ts';
import {accuracyCase, decomposeCase, simpleCase, smoothingCase, stlCase} from './forecast-cases.ts';
import {funnelCase, isFunnelCapability} from './funnel-cases.ts';
import {partialPeriodCase, previousValueCase, relativeChangeCase} from './growth-cases.ts';
import {dataSetCase} from './kpi-cases.ts';
import {matomoCartsCase, matomoOrdersCase, productReportCase} from './matomo-cases.ts';
import {newsvendorCase, orderQuantityCase, validationCase} from './order-quantity-cases.ts';
import {isRetentionCapability, retentionCase} from './retention-cases.ts';
import {analyseOrdersCase, fillRateCase, reorderPointCase} from './reorder-cases.ts';
import {quantileCase, rfmCase} from './rfm-cases.ts';
import {abcCase, abcXyzCase, stockStatusCase} from './stock-cases.ts';
import {wooCommerceCase} from './woocommerce-cases.ts';

/** A case of totals either holds its orders or names a data set. */
const orderTotals: Answerer = (peerCase, read) => ('orders' in peerCase.input ? wooCommerceCase : dataSetCase)(peerCase, read);

const all = (widget: string, names: readonly string[], answerer: Answerer): [string, Answerer][] => names.map((name) => [`${widget} ${name}`, answerer]);

const EXACT: ReadonlyMap<string, Answerer> = new Map([
  ...all('kpi', [
    'order-totals', 'order-totals.refund', 'order-totals.status', 'order-totals.coupon', 'order-totals.tax', 'order-totals.shipping', 'order-totals.fee',
  ], orderTotals),
  ...all('kpi', ['order-totals+conversion'], matomoOrdersCase),
  ...all('kpi', ['abandoned-cart', 'abandoned-carts', 'cart-abandonment'], matomoCartsCase),
  ...all('kpi', ['product-report'], productReportCase),
  ...all('kpi', [
    'control-totals', 'repurchase', 'channel', 'series', 'monthly', 'by-month', 'by-category', 'by-country', 'by-product', 'breakdown', 'returns', 'customers',
    'discount', 'margin', 'payment', 'status',
  ], dataSetCase),
  ...all('rfm', ['rfm.quantile-bins'], quantileCase),
  ...all('rfm', ['rfm.table_order', 'rfm.table_customer', 'rfm.thresholds', 'rfm.segment', 'rfm.scores', 'rfm.segments'], rfmCase),
  ...all('anomaly', ['iqr', 'boxplot', 'boxplot.stats', 'fivenum', 'tukey', 'hinges', 'outliers.iqr'], fenceCase),
  ...all('anomaly', ['tsoutliers', 'ts-outliers', 'outliers', 'outlier', 'series-outliers'], seriesOutlierCase),
  ...all('anomaly', ['control', 'control-chart', 'individuals', 'western-electric', 'run-rules'], controlCase),
  ...all('anomaly', ['quantile', 'quantiles'], quantileOfCase),
  ...all('anomaly', ['mad', 'k-mad', 'outliers.mad'], madCase),
  ...all('anomaly', ['labelled-anomalies'], labelledCase),
  ...all('clv', ['bg/nbd', 'pareto/nbd'].flatMap((model) => ['fit', 'palive', 'conditional', 'expect', 'loglik'].map((what) => `${model}.${what}`)), purchaseModelCase),
  ...all('clv', ['gamma-gamma.fit', 'gamma-gamma.conditional', 'gamma-gamma.loglik'], gammaGammaCase),
  ...all('clv', ['clv.discount'], discountCase),
  ...all('clv', ['btyd-summary', 'btyd-calibration'], summaryCase),
  ...all('forecast', [
    'ses', 'holt', 'holt.damped', 'holt-winters', 'holt-winters.additive', 'holt-winters.multiplicative', 'holt-winters.optimised', 'holt-winters.fit',
  ], smoothingCase),
  ...all('forecast', ['naive', 'seasonal-naive', 'snaive', 'drift', 'mean'], simpleCase),
  ...all('forecast', ['decompose', 'decompose.additive', 'decompose.multiplicative'], decomposeCase),
  ...all('forecast', ['stl', 'stl.periodic', 'stl.robust'], stlCase),
  ...all('forecast', ['accuracy'], accuracyCase),
  ...all('growth', ['relative-change', 'pp-change', 'point-change'], relativeChangeCase),
  ...all('growth', ['partial-period'], partialPeriodCase),
  ...all('growth', ['previous-value', 'previous-period', 'yoy', 'mom', 'wow'], previousValueCase),
  ...all('inventory', ['eoq', 'eoq.backorders', 'eoq.discounts', 'eoq.discounts.all-units', 'eoq.discounts.incremental', 'epq'], orderQuantityCase),
  ...all('inventory', ['eoq.validation', 'newsvendor.validation'], validationCase),
  ...all('inventory', ['newsvendor', 'newsvendor.normal', 'newsvendor.poisson', 'newsvendor.explicit'], newsvendorCase),
  ...all('inventory', ['reorder-point', 'safety-stock', 'rq'], reorderPointCase),
  ...all('inventory', ['safety-stock+reorder'], analyseOrdersCase),
  ...all('inventory', ['fill-rate'], fillRateCase),
  ...all('inventory', ['abc'], abcCase),
  ...all('inventory', ['abc-xyz'], abcXyzCase),
  ...all('inventory', ['stock-status'], stockStatusCase),
]);

export function answererOf(widget: string, capability: string): Answerer | undefined {
  if (widget === 'funnel') return isFunnelCapability(capability) ? funnelCase : undefined;
  if (widget === 'channel') return channelAnswerer(capability);
  if (widget === 'abtest') return abtestAnswerer(capability);
  if (widget === 'retention') return isRetentionCapability(capability) ? retentionCase : undefined;
  return EXACT.get(`${widget} ${capability}`);
}
