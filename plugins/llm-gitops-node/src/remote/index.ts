export {
  RemoteGitOpsRepository,
  type RemoteGitOpsOptions,
} from './RemoteGitOpsRepository';
export type { GitOpsHost } from './proposalUrl';
