import {
  findAccelerator,
  findPartitionLayoutProblems,
} from '@modelyard/llm-sizing';
import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import type { ClaimInput, DeviceInput, RequestInput } from './input';
import { checkTargets } from './targets';

/** Most devices that one claim can get (Kubernetes, AllocationResultsMaxSize). */
const MAX_DEVICES = 32;

/** Devices that a request comes to at most. */
function sizeOf({ devices, alternatives }: RequestInput): number {
  return Math.max(
    devices?.all ? 1 : devices?.count ?? 1,
    ...(alternatives ?? []).map(({ count }) => count ?? 1),
  );
}

/** Checks that a claim can be met at all. */
export function checkSize(claim: ClaimInput, path: string): Issue[] {
  const size = claim.requests.reduce(
    (sum, request) => sum + sizeOf(request),
    0,
  );
  return size > MAX_DEVICES
    ? [
        errorAt(
          `${path}.requests`,
          'claim-size',
          `must come to at most ${MAX_DEVICES} devices, the most that a claim can get, but come to ${size}`,
        ),
      ]
    : [];
}

/** Checks what devices shall have in common, or not. */
export function checkConstraints(claim: ClaimInput, path: string): Issue[] {
  return (['match', 'distinct'] as const).flatMap(kind =>
    claim[kind].flatMap(({ attribute, requests }, index) => {
      const at = `${path}.${kind}[${index}]`;
      const concerned = claim.requests.filter(
        ({ name }) =>
          requests.length === 0 ||
          requests.some(target => target.split('/')[0] === name),
      );
      const size = concerned.reduce(
        (sum, request) => sum + (request.devices?.all ? 2 : sizeOf(request)),
        0,
      );
      return [
        ...checkTargets({ claim, requests, path: `${at}.requests` }),
        ...(size < 2
          ? [
              warningAt(
                at,
                'constraint-single',
                `compares ${attribute} of one device with itself: it has an effect only on several devices`,
              ),
            ]
          : []),
      ];
    }),
  );
}

/** Partitions that shall be of one GPU must fit on one: where their accelerator is named, that can be told. */
export function checkParent(claim: ClaimInput, path: string): Issue[] {
  return claim.match.flatMap(({ attribute, requests }, index) => {
    if (attribute !== 'gpu.nvidia.com/parentUUID') {
      return [];
    }
    const concerned = claim.requests.flatMap(({ name, devices }) =>
      devices && (requests.length === 0 || requests.includes(name))
        ? [devices]
        : [],
    );
    const layout = concerned.flatMap(layoutOf);
    const ids = new Set(concerned.flatMap(({ select }) => select.accelerators));
    const accelerator =
      ids.size === 1 ? findAccelerator([...ids][0]) : undefined;
    return accelerator && layout.length > 0
      ? findPartitionLayoutProblems({ accelerator, layout }).map(
          ({ message }) =>
            errorAt(`${path}.match[${index}]`, 'partition-layout', message),
        )
      : [];
  });
}

function layoutOf({ select, count }: DeviceInput) {
  return select.profile === undefined
    ? []
    : [{ name: select.profile, count: count ?? 1 }];
}
