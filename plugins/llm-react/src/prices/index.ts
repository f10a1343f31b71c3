export { nextPrice, priceInForce, utcDay } from './priceInForce';
export type { DatedPrice } from './priceInForce';
