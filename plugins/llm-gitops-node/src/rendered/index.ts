export { entityFolder, entityOfFolder } from './folders';
export { GitOpsTree } from './GitOpsTree';
export type { RenderedFolder } from './RenderedFolder';
