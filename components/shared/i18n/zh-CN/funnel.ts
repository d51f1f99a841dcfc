import type {FunnelMessages} from '../en/funnel.ts';

export const funnel: FunnelMessages = {
  heading: '转化漏斗',
};
