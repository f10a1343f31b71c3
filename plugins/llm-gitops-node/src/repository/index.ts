export type {
  GitOpsChange,
  GitOpsCommitOptions,
  GitOpsCommitResult,
  GitOpsFile,
  GitOpsFileChange,
  GitOpsLogEntry,
  GitOpsPerson,
  GitOpsRepository,
} from './GitOpsRepository';
export * from './events';
