export { CodeLines } from './CodeLines';
export { CopyButton } from './CopyButton';
export { EntityLink, EntityLinks } from './EntityLink';
export { graphPath } from './graphPath';
export { VisuallyHidden } from './VisuallyHidden';
