export { openGitOpsRepository } from './openGitOpsRepository';
export { readGitOpsConfig, type GitOpsConfig } from './readGitOpsConfig';
