import type {ChartMessages} from '../en/chart.ts';

export const chart: ChartMessages = {
  explore: (heading) => `${heading}：方向键移动，回车选择`,
};
