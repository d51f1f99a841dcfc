export interface RfmMessages {
  readonly heading: string;
}

export const rfm: RfmMessages = {
  heading: 'Customers by recency and frequency',
};
