export type {
  GitOpsChange,
  GitOpsFile,
  GitOpsFileChange,
  GitOpsPerson,
} from './changes';
export type {
  GitOpsConflict,
  GitOpsMergedFile,
  GitOpsMergeOptions,
  GitOpsMergeResult,
  GitOpsProposal,
  GitOpsProposalCommit,
  GitOpsProposals,
  GitOpsProposalSummary,
  GitOpsProposeOptions,
  GitOpsProposeResult,
} from './GitOpsProposals';
export type {
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsFileHistoryEntry,
  GitOpsLogEntry,
  GitOpsRepository,
  GitOpsReview,
} from './GitOpsRepository';
export * from './events';
