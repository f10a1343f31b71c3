export { useToolLinks } from './useToolLinks';
export type { FilledToolLink } from './useToolLinks';
