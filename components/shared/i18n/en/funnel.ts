export interface FunnelMessages {
  readonly heading: string;
}

export const funnel: FunnelMessages = {
  heading: 'Conversion funnel',
};
