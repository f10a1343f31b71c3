export {
  BareFolderGitOpsRepository,
  type BareFolderOptions,
} from './BareFolderGitOpsRepository';
