import { Issue } from '@modelyard/llm-units';
import type { PoolSubject } from '../../intent/subject';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import type { RenderContext } from '../Family';
import { checkFlavors, checkSums } from './checkFlavors';
import type { GpuQuotaInput, QuotaInput } from './input';

/** Checks what a schema cannot say of quotas, some of which Kueue's webhook would reject. */
export function checkGpuQuota({
  input,
}: RenderContext<GpuQuotaInput, PoolSubject>): Issue[] {
  return [
    ...checkEnforcement(input),
    ...checkFlavors(input),
    ...checkNames(input),
    ...input.quotas.flatMap((quota, index) =>
      checkQuota({ quota, input, path: `quotas[${index}]` }),
    ),
    ...checkSums(input),
    ...checkPreemption(input),
  ];
}

function checkEnforcement({ enforcement, quotas }: GpuQuotaInput): Issue[] {
  const { kueue, resourceQuota } = enforcement;
  const issues: Issue[] = [];
  if (!kueue && !resourceQuota) {
    issues.push(
      errorAt(
        'enforcement',
        'enforcement-none',
        'must have kueue or resourceQuota: a quota that nothing enforces is none',
      ),
    );
  }
  quotas.forEach(({ namespaces, claims }, index) => {
    if (resourceQuota && !kueue && namespaces.length > 1) {
      issues.push(
        errorAt(
          `quotas[${index}].namespaces`,
          'quota-namespaces',
          'must name one namespace: a ResourceQuota counts each namespace by itself, so that several could have the quota each; let Kueue enforce it, or make a quota for each',
        ),
      );
    }
    if (claims !== undefined && !resourceQuota) {
      issues.push(
        errorAt(
          `quotas[${index}].claims`,
          'quota-claims',
          'can be limited only with enforcement.resourceQuota',
        ),
      );
    }
  });
  return issues;
}

function checkNames({ flavors, quotas, priorities }: GpuQuotaInput): Issue[] {
  const namespaces = quotas.flatMap((quota, index) =>
    quota.namespaces.map((namespace, at) => ({
      namespace,
      path: `quotas[${index}].namespaces[${at}]`,
    })),
  );
  return [
    ...findRepeated({
      items: flavors,
      keyOf: ({ name }) => name,
      pathOf: index => `flavors[${index}].name`,
      code: 'flavor-unique',
    }),
    ...findRepeated({
      items: quotas,
      keyOf: ({ name }) => name,
      pathOf: index => `quotas[${index}].name`,
      code: 'quota-unique',
    }),
    ...findRepeated({
      items: namespaces,
      keyOf: ({ namespace }) => namespace,
      pathOf: index => namespaces[index].path,
      code: 'namespace-unique',
    }),
    ...findRepeated({
      items: priorities,
      keyOf: ({ name }) => name,
      pathOf: index => `priorities[${index}].name`,
      code: 'priority-unique',
    }),
  ];
}

function checkQuota(options: {
  quota: QuotaInput;
  input: GpuQuotaInput;
  path: string;
}): Issue[] {
  const { quota, input, path } = options;
  const { enforcement, cohort, flavors } = input;
  const issues = findRepeated({
    items: quota.devices,
    keyOf: ({ flavor }) => flavor,
    pathOf: index => `${path}.devices[${index}].flavor`,
    code: 'flavor-unique',
  });
  quota.devices.forEach(
    ({ flavor, guaranteed, borrowable, lendable }, index) => {
      const at = `${path}.devices[${index}]`;
      if (!flavors.some(({ name }) => name === flavor)) {
        issues.push(
          errorAt(
            `${at}.flavor`,
            'flavor-unknown',
            `names "${flavor}", which is not among the flavors; there are ${flavors
              .map(({ name }) => name)
              .join(', ')}`,
          ),
        );
      }
      for (const [field, value] of Object.entries({ borrowable, lendable })) {
        if (value === undefined) {
          continue;
        }
        if (!enforcement.kueue) {
          issues.push(
            errorAt(
              `${at}.${field}`,
              'quota-lending',
              'is possible only with enforcement.kueue: a ResourceQuota knows no lending',
            ),
          );
        } else if (!cohort) {
          issues.push(
            errorAt(
              `${at}.${field}`,
              'quota-cohort',
              'needs a cohort, within which groups lend to each other',
            ),
          );
        }
      }
      if (lendable !== undefined && lendable > guaranteed) {
        issues.push(
          errorAt(
            `${at}.lendable`,
            'quota-lendable',
            `must not be above guaranteed (${guaranteed}), but is ${lendable}`,
          ),
        );
      }
    },
  );
  if (enforcement.kueue && !quota.host) {
    issues.push(
      warningAt(
        `${path}.host`,
        'host-uncovered',
        'is absent: Kueue lets a pod in only if all that it asks for is counted, so that pods which ask for CPU or memory wait for ever, unless its configuration leaves these out under resources.excludeResourcePrefixes',
      ),
    );
  }
  return issues;
}

function checkPreemption({ preemption }: GpuQuotaInput): Issue[] {
  const { reclaim, whileBorrowing, maxPriority } = preemption;
  return [
    ...(reclaim === 'never' && whileBorrowing !== 'never'
      ? [
          errorAt(
            'preemption.whileBorrowing',
            'preemption-borrowing',
            'must be never where reclaim is never: who may not take back its own may not take from others',
          ),
        ]
      : []),
    ...(maxPriority !== undefined && whileBorrowing === 'never'
      ? [
          errorAt(
            'preemption.maxPriority',
            'preemption-priority',
            'has no effect while whileBorrowing is never',
          ),
        ]
      : []),
  ];
}
