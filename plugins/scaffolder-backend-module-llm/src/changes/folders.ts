import { Subject } from '@modelyard/llm-manifests';
import { entityFolder } from '@modelyard/plugin-llm-gitops-node';

/** Where the manifests of a deployment or a pool lie. */
export function subjectFolder(subject: Subject): string {
  return subject.kind === 'pool'
    ? `${entityFolder(subject.pool)}/cluster`
    : `${entityFolder(subject.model)}/${subject.deployment}`;
}
