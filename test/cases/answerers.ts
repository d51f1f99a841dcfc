/** Which ability is answered by what. An ability that is not here is not covered. */

import type {Answerer} from './case.ts';
import {funnelCase} from './funnel-cases.ts';
import {partialPeriodCase, previousValueCase, relativeChangeCase} from './growth-cases.ts';
import * as inventory from './inventory-cases.ts';
import {byDimensionCase, totalsCase} from './kpi-cases.ts';
import {quantileCase, rfmCase} from './rfm-cases.ts';
import {matomoOrdersCase, productReportCase, wooCommerceCase} from './shop-cases.ts';

/** An order-totals case either holds its orders or names a data set. */
const orderTotals: Answerer = (peerCase, read) => ('orders' in peerCase.input ? wooCommerceCase : totalsCase)(peerCase, read);

const EXACT: Readonly<Record<string, Answerer>> = {
  'kpi order-totals': orderTotals,
  'kpi order-totals.refund': orderTotals,
  'kpi order-totals.status': orderTotals,
  'kpi order-totals+conversion': matomoOrdersCase,
  'kpi product-report': productReportCase,
  'kpi control-totals': totalsCase,
  'kpi repurchase': totalsCase,
  'kpi channel': byDimensionCase,
  'rfm rfm.quantile-bins': quantileCase,
  'rfm rfm.table_order': rfmCase,
  'rfm rfm.table_customer': rfmCase,
  'rfm rfm.thresholds': rfmCase,
  'rfm rfm.segment': rfmCase,
  'growth relative-change': relativeChangeCase,
  'growth partial-period': partialPeriodCase,
  'growth previous-value': previousValueCase,
  'inventory eoq': inventory.eoqCase,
  'inventory eoq.discounts': inventory.eoqCase,
  'inventory eoq.validation': inventory.eoqValidationCase,
  'inventory newsvendor.normal': inventory.newsvendorCase,
  'inventory newsvendor.poisson': inventory.newsvendorCase,
  'inventory reorder-point': inventory.reorderPointCase,
  'inventory safety-stock': inventory.reorderPointCase,
  'inventory safety-stock+reorder': inventory.analyseOrdersCase,
  'inventory fill-rate': inventory.fillRateCase,
  'inventory abc': inventory.abcCase,
  'inventory abc-xyz': inventory.abcXyzCase,
  'inventory stock-status': inventory.stockStatusCase,
};

export function answererOf(widget: string, capability: string): Answerer | undefined {
  return widget === 'funnel' ? funnelCase : EXACT[`${widget} ${capability}`];
}
