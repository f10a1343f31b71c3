import { Issue } from '@modelyard/llm-units';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import type { Platform } from '../../platform/Platform';
import { checkClasses } from './checkClasses';
import { checkConstraints, checkParent, checkSize } from './checkConstraints';
import { checkSelection } from './checkSelection';
import { checkSharing } from './checkSharing';
import { DeviceType, driverClasses } from '../../devices/driver';
import type { ClaimInput, DraClaimInput, RequestInput } from './input';

/** The type of device of each DeviceClass that is known: those of the driver, and those of this input. */
export function knownClasses(
  input: DraClaimInput,
): ReadonlyMap<string, DeviceType> {
  return new Map([
    ...driverClasses,
    ...input.deviceClasses.map(({ name, device }) => [name, device] as const),
  ]);
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
        ...checkTolerations(claim, path),
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

function checkRequest(options: {
  request: RequestInput;
  types: ReadonlyMap<string, DeviceType>;
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
        type: types.get(devices.deviceClass),
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
        type: types.get(deviceClass),
        path: `${path}.alternatives[${index}].select`,
      }),
    ]),
  ];
}

/** A taint is put up with by its key, or by its key and value. */
function checkTolerations(claim: ClaimInput, path: string): Issue[] {
  return claim.requests.flatMap(({ devices, alternatives = [] }, at) =>
    [
      ...(devices ? [{ devices, field: 'devices' }] : []),
      ...alternatives.map((alternative, index) => ({
        devices: alternative,
        field: `alternatives[${index}]`,
      })),
    ].flatMap(({ devices: { tolerations }, field }) =>
      tolerations.flatMap(({ key, operator, value }, index) => {
        const place = `${path}.requests[${at}].${field}.tolerations[${index}]`;
        if (operator === 'Exists' && value !== undefined) {
          return [
            errorAt(
              `${place}.value`,
              'toleration-value',
              'must be absent where the operator is Exists, which takes any value',
            ),
          ];
        }
        return operator === 'Equal' && key === undefined
          ? [
              errorAt(
                `${place}.key`,
                'toleration-key',
                'is required where the operator is Equal',
              ),
            ]
          : [];
      }),
    ),
  );
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
