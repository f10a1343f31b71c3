export type {
  GitOpsChange,
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsFile,
  GitOpsFileChange,
  GitOpsFileHistoryEntry,
  GitOpsLogEntry,
  GitOpsPerson,
  GitOpsRepository,
} from './GitOpsRepository';
export * from './events';
