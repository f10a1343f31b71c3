export { createFormats } from './createFormats';
export type { Formats } from './createFormats';
export { useFormats } from './useFormats';
