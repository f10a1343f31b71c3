export { CodeLines } from './CodeLines';
export { CopyButton } from './CopyButton';
export { EntityLink, EntityLinks } from './EntityLink';
export { VisuallyHidden } from './VisuallyHidden';
