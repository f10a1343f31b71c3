export { fillToolLink } from './fillToolLink';
export { readToolLinks } from './readToolLinks';
export { toolLinkKinds, toolLinkPlaceholders } from './ToolLink';
export type { ToolLink, ToolLinkPlaceholder } from './ToolLink';
