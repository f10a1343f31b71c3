export { GitOpsTree } from './GitOpsTree';
export type { RenderedFolder } from './RenderedFolder';
