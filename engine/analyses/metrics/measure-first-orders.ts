/** Row measures over customers who bought for the first time in the period, or had bought before it. */

import type {RowMeasure} from '../../../metrics/metric.ts';
import type {MeasureKind} from './measure-kind.ts';
import {measureMask} from './measure-mask.ts';
import {aggregate, rowKind} from './measure-rows.ts';
import {rowsOfNewBuyers} from './new-buyers.ts';

export const firstOrderKind: MeasureKind<RowMeasure> = {
  ...rowKind,
  total: (measure, frames) => {
    const frame = frames.frame(measure.table, measure.at);
    const {firstOrderInPeriod: isNew = true, lookback} = measure;
    return aggregate(measure, rowsOfNewBuyers(frame, {mask: measureMask(measure, frame.table), isNew, lookback}, frames), undefined, frames);
  },
};
