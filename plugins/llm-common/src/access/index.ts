export { apiBaseUrl } from './baseUrl';
export { clientSnippets, snippetPlaceholders } from './clientSnippets';
export type {
  ClientSnippet,
  ClientSnippets,
  KeySecret,
} from './clientSnippets';
export {
  entityHome,
  GITOPS_LOCATION_TYPE,
  pullRequestHosts,
} from './entityHome';
export type { EntityHome, PullRequestHost } from './entityHome';
export { findUseIssues } from './findUseIssues';
export { readLlmAccess } from './readAccess';
export type { LlmAccess } from './readAccess';
