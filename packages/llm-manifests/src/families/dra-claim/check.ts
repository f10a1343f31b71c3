import { Issue } from '@modelyard/llm-units';
import {
  findAccelerator,
  findPartitionLayoutProblems,
} from '@modelyard/llm-sizing';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import type { Platform } from '../../platform/Platform';
import { checkSelection } from './checkSelection';
import { checkSharing } from './checkSharing';
import { DeviceType, driverClasses } from './driver';
import type {
  ClaimInput,
  DeviceInput,
  DraClaimInput,
  RequestInput,
} from './input';
import { checkTargets } from './targets';

/** Most devices that one claim can get (Kubernetes, AllocationResultsMaxSize). */
const MAX_DEVICES = 32;

/** The type of device of each DeviceClass that is known: those of the driver, and those of this input. */
export function knownClasses(
  input: DraClaimInput,
): Readonly<Record<string, DeviceType | undefined>> {
  return {
    ...driverClasses,
    ...Object.fromEntries(
      input.deviceClasses.map(({ name, device }) => [name, device]),
    ),
  };
}

/** Checks what a schema cannot say of claims, much of which the API server would reject. */
export function checkDraClaim(options: {
  input: DraClaimInput;
  platform: Platform;
  namespace: string;
}): Issue[] {
  const { input, platform, namespace } = options;
  const types = knownClasses(input);
  return [
    ...checkClasses(input),
    ...findRepeated({
      items: input.claims,
      keyOf: claim => `${claim.namespace ?? namespace}/${claim.name}`,
      pathOf: index => `claims[${index}].name`,
      code: 'claim-unique',
    }),
    ...input.claims.flatMap((claim, index) => {
      const path = `claims[${index}]`;
      return [
        ...claim.requests.flatMap((request, at) =>
          checkRequest({ request, types, path: `${path}.requests[${at}]` }),
        ),
        ...findRepeated({
          items: claim.requests,
          keyOf: ({ name }) => name,
          pathOf: at => `${path}.requests[${at}].name`,
          code: 'request-unique',
        }),
        ...checkSize(claim, path),
        ...checkConstraints(claim, path),
        ...checkParent(claim, path),
        ...checkSharing({ claim, types, platform, path }),
        ...checkAdmin({
          claim,
          path,
          namespace: claim.namespace ?? namespace,
          isRendered: input.adminNamespaces === 'render',
        }),
      ];
    }),
  ];
}

function checkClasses({ deviceClasses }: DraClaimInput): Issue[] {
  const resources = deviceClasses.flatMap(({ extendedResource }, index) =>
    extendedResource === undefined ? [] : [{ extendedResource, index }],
  );
  return [
    ...findRepeated({
      items: deviceClasses,
      keyOf: ({ name }) => name,
      pathOf: index => `deviceClasses[${index}].name`,
      code: 'class-unique',
    }),
    ...findRepeated({
      items: resources,
      keyOf: ({ extendedResource }) => extendedResource,
      pathOf: at => `deviceClasses[${resources[at].index}].extendedResource`,
      code: 'resource-unique',
    }),
    ...deviceClasses.flatMap(
      ({ name, device, select, extendedResource }, index) => {
        const path = `deviceClasses[${index}]`;
        const issues = checkSelection({
          select,
          type: device,
          path: `${path}.select`,
        });
        if (driverClasses[name]) {
          issues.push(
            errorAt(
              `${path}.name`,
              'class-of-driver',
              `must not be ${name}, which the driver brings itself`,
            ),
          );
        }
        if (/(^|\.)kubernetes\.io\//.test(extendedResource ?? '')) {
          issues.push(
            errorAt(
              `${path}.extendedResource`,
              'resource-domain',
              'must not be of kubernetes.io, which is reserved',
            ),
          );
        }
        if (extendedResource === 'nvidia.com/gpu') {
          issues.push(
            errorAt(
              `${path}.extendedResource`,
              'resource-of-driver',
              'must not be nvidia.com/gpu, which the class gpu.nvidia.com of the driver has: a pod could get devices of either',
            ),
          );
        }
        return issues;
      },
    ),
  ];
}

function checkRequest(options: {
  request: RequestInput;
  types: Readonly<Record<string, DeviceType | undefined>>;
  path: string;
}): Issue[] {
  const { request, types, path } = options;
  const { devices, alternatives } = request;
  if ((devices === undefined) === (alternatives === undefined)) {
    return [
      errorAt(
        path,
        'request-kind',
        'must have exactly one of devices and alternatives',
      ),
    ];
  }
  if (devices) {
    return [
      ...(devices.all && devices.count !== undefined
        ? [
            errorAt(
              `${path}.devices.count`,
              'request-all',
              'must be absent where all devices are asked for',
            ),
          ]
        : []),
      ...checkSelection({
        select: devices.select,
        type: types[devices.deviceClass],
        path: `${path}.devices.select`,
      }),
    ];
  }
  const list = alternatives ?? [];
  return [
    ...(list.length < 2
      ? [
          errorAt(
            `${path}.alternatives`,
            'alternatives-count',
            'must have at least two entries; a single one stands under devices',
          ),
        ]
      : []),
    ...findRepeated({
      items: list,
      keyOf: ({ name }) => name,
      pathOf: index => `${path}.alternatives[${index}].name`,
      code: 'request-unique',
    }),
    ...list.flatMap(({ adminAccess, deviceClass, select }, index) => [
      ...(adminAccess
        ? [
            errorAt(
              `${path}.alternatives[${index}].adminAccess`,
              'admin-alternatives',
              'is not possible among alternatives: ask for the devices under devices',
            ),
          ]
        : []),
      ...checkSelection({
        select,
        type: types[deviceClass],
        path: `${path}.alternatives[${index}].select`,
      }),
    ]),
  ];
}

/** Devices that a request comes to at most. */
function sizeOf({ devices, alternatives }: RequestInput): number {
  return Math.max(
    devices?.all ? 1 : devices?.count ?? 1,
    ...(alternatives ?? []).map(({ count }) => count ?? 1),
  );
}

function checkSize(claim: ClaimInput, path: string): Issue[] {
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

function checkConstraints(claim: ClaimInput, path: string): Issue[] {
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
function checkParent(claim: ClaimInput, path: string): Issue[] {
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

function checkAdmin(options: {
  claim: ClaimInput;
  path: string;
  namespace: string;
  isRendered: boolean;
}): Issue[] {
  const { claim, path, namespace, isRendered } = options;
  return claim.requests.flatMap(({ devices }, index) =>
    devices?.adminAccess && !isRendered
      ? [
          warningAt(
            `${path}.requests[${index}].devices.adminAccess`,
            'admin-namespace',
            `is refused by the cluster unless the namespace ${namespace} bears the label resource.kubernetes.io/admin-access: "true"`,
          ),
        ]
      : [],
  );
}
