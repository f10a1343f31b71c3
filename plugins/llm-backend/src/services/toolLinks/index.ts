export { warnOfToolLinks } from './warnOfToolLinks';
