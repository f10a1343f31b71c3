export {
  GitOpsEntityProvider,
  type GitOpsEntityProviderOptions,
} from './GitOpsEntityProvider';
