export { Folded } from './Folded';
export { FullWidth } from './FullWidth';
