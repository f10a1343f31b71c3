export { nextPrice } from './nextPrice';
