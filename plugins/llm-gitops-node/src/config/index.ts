export type {
  GitOpsCommonConfig,
  GitOpsConfig,
  GitOpsFolderConfig,
  GitOpsRemoteConfig,
  GitOpsReviewMode,
} from './GitOpsConfig';
export {
  openExistingGitOpsRepository,
  openGitOpsRepository,
} from './openGitOpsRepository';
export { readGitOpsConfig } from './readGitOpsConfig';
export { createGitOpsOpener } from './createGitOpsOpener';
