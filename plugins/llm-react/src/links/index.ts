export { ActionLink } from './ActionLink';
export { CodeLines } from './CodeLines';
export { CopyButton } from './CopyButton';
export { entityFile } from './entityFile';
export type { EntityFile } from './entityFile';
export { EntityLink, EntityLinks } from './EntityLink';
export { FilePath } from './FilePath';
export { graphPath } from './graphPath';
export { VisuallyHidden } from './VisuallyHidden';
