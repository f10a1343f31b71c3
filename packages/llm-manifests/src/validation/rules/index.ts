import type { ValidationIssue } from '../ValidationIssue';
import { claimAdminAccess } from './claim-admin-access';
import { claimConstraints } from './claim-constraints';
import { claimDeviceClass } from './claim-device-class';
import { claimDeviceCount } from './claim-device-count';
import { claimLimits } from './claim-limits';
import { claimOpaqueConfig } from './claim-opaque-config';
import { claimRequestChoice } from './claim-request-choice';
import { claimRequestNames } from './claim-request-names';
import { claimRequestReferences } from './claim-request-references';
import { claimSelectors } from './claim-selectors';
import { claimSpecImmutable } from './claim-spec-immutable';
import { gpuConfigSharing } from './gpu-config-sharing';
import { isvcAutoscaling } from './isvc-autoscaling';
import { isvcCanary } from './isvc-canary';
import { isvcDeploymentMode } from './isvc-deployment-mode';
import { isvcEnvironment } from './isvc-environment';
import { isvcImplementation } from './isvc-implementation';
import { isvcModelName } from './isvc-model-name';
import { isvcMultiNode } from './isvc-multi-node';
import { isvcName } from './isvc-name';
import { isvcReplicas } from './isvc-replicas';
import { isvcStorage } from './isvc-storage';
import { llmisvcAdapters } from './llmisvc-adapters';
import { llmisvcKvTiers } from './llmisvc-kv-tiers';
import { llmisvcParallelism } from './llmisvc-parallelism';
import { llmisvcParallelismImmutable } from './llmisvc-parallelism-immutable';
import { llmisvcRoute } from './llmisvc-route';
import { llmisvcScaling } from './llmisvc-scaling';
import { llmisvcScheduler } from './llmisvc-scheduler';
import { llmisvcTrafficGroup } from './llmisvc-traffic-group';
import { podClaimReferences } from './pod-claim-references';
import { podClaimSource } from './pod-claim-source';
import { podPorts } from './pod-ports';
import { podResources } from './pod-resources';
import { queueCoveredResources } from './queue-covered-resources';
import { queueUniqueGroups } from './queue-unique-groups';
import { workloadSelector } from './workload-selector';
import type { Rule, RuleSubject } from './Rule';

/** All rules of our own. A test asserts that every file of this folder is here. */
export const rules: readonly Rule[] = [
  claimAdminAccess,
  claimConstraints,
  claimDeviceClass,
  claimDeviceCount,
  claimLimits,
  claimOpaqueConfig,
  claimRequestChoice,
  claimRequestNames,
  claimRequestReferences,
  claimSelectors,
  claimSpecImmutable,
  gpuConfigSharing,
  isvcAutoscaling,
  isvcCanary,
  isvcDeploymentMode,
  isvcEnvironment,
  isvcImplementation,
  isvcModelName,
  isvcMultiNode,
  isvcName,
  isvcReplicas,
  isvcStorage,
  llmisvcAdapters,
  llmisvcKvTiers,
  llmisvcParallelism,
  llmisvcParallelismImmutable,
  llmisvcRoute,
  llmisvcScaling,
  llmisvcScheduler,
  llmisvcTrafficGroup,
  podClaimReferences,
  podClaimSource,
  podPorts,
  podResources,
  queueCoveredResources,
  queueUniqueGroups,
  workloadSelector,
];

/** What our own rules say of an object. */
export function checkOwnRules(subject: RuleSubject): ValidationIssue[] {
  return rules
    .filter(rule => rule.appliesTo(subject.kind))
    .flatMap(rule =>
      rule.check(subject).map(finding => ({
        ...finding,
        code: rule.code,
        severity: 'error' as const,
      })),
    );
}
