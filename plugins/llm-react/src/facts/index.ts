export { DoesNotApply } from './DoesNotApply';
export { Facts } from './Facts';
export type { Fact } from './Facts';
export { Unknown } from './Unknown';
