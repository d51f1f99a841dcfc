/** One line a kind of measure with an arithmetic of its own. */

import {backlogKind} from './measure-backlog.ts';
import {buyerValueKind} from './measure-buyer-value.ts';
import {dayNKind} from './measure-day-n.ts';
import {averageStockKind} from './measure-average-stock.ts';
import {deadlineKind} from './measure-deadline.ts';
import {durationKind} from './measure-duration.ts';
import {idleStockKind} from './measure-idle-stock.ts';
import {inquiryKind} from './measure-inquirers.ts';
import {intervalKind} from './measure-interval.ts';
import {lapseKind} from './measure-lapsed.ts';
import {newBuyersKind} from './measure-new-buyers.ts';
import {pathKind, pathTimeKind} from './measure-path.ts';
import {paybackKind} from './measure-payback.ts';
import {promiseKind} from './measure-promised.ts';
import {returnKind} from './measure-returned.ts';
import {sessionKind} from './measure-sessions.ts';
import {stockAgeKind} from './measure-stock-age.ts';
import {stockedSkuKind} from './measure-stocked-skus.ts';
import {periodDaysKind, trailingKind} from './measure-trailing.ts';
import {userDaysKind} from './measure-user-days.ts';
import type {SpecialKinds} from './measure-kind.ts';

export {firstOrderKind} from './measure-first-orders.ts';

export const SPECIAL_KINDS: SpecialKinds = {
  reached: pathKind,
  sessions: sessionKind,
  duration: durationKind,
  deadline: deadlineKind,
  promised: promiseKind,
  backlog: backlogKind,
  returned: returnKind,
  'average-stock': averageStockKind,
  'stocked-skus': stockedSkuKind,
  'idle-stock': idleStockKind,
  'stock-age': stockAgeKind,
  trailing: trailingKind,
  days: periodDaysKind,
  'new-buyers': newBuyersKind,
  'buyer-value': buyerValueKind,
  payback: paybackKind,
  interval: intervalKind,
  'day-n': dayNKind,
  'base-buyers': lapseKind,
  inquirers: inquiryKind,
  'path-time': pathTimeKind,
  'user-days': userDaysKind,
};
