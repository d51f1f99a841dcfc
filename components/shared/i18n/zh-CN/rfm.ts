import type {RfmMessages} from '../en/rfm.ts';

export const rfm: RfmMessages = {
  heading: 'RFM 客户网格',
};
