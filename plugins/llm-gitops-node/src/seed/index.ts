export { seedGitOpsRepository } from './seedGitOpsRepository';
