import type { PoolSubject } from '../../intent/subject';
import { commonLabels } from '../../objects/commonMetadata';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { RenderContext } from '../Family';
import { knownClasses } from './check';
import { DRIVER } from '../../devices/driver';
import type {
  ClaimInput,
  ClassInput,
  DraClaimInput,
  RequestInput,
} from './input';
import { selectorsOf } from './selectors';
import { driverConfigs } from './settings';

type Context = RenderContext<DraClaimInput, PoolSubject>;

const API = 'resource.k8s.io/v1';

/** Renders DeviceClasses, and claims or templates of them. */
export function renderDraClaim(context: Context): KubernetesObject[] {
  const { input } = context;
  return [
    ...adminNamespaces(context),
    ...input.deviceClasses.map(deviceClass),
    ...input.claims.map(claim => resourceClaim(claim, context)),
  ];
}

/** Namespaces whose claims may watch devices that others use. */
function adminNamespaces({ input, subject }: Context): KubernetesObject[] {
  if (input.adminNamespaces !== 'render') {
    return [];
  }
  const names = input.claims
    .filter(({ requests }) =>
      requests.some(({ devices }) => devices?.adminAccess),
    )
    .map(({ namespace }) => namespace ?? subject.namespace);
  return [...new Set(names)].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'resource.kubernetes.io/admin-access': 'true' },
    },
  }));
}

function deviceClass({
  name,
  device,
  select,
  extendedResource,
}: ClassInput): KubernetesObject {
  return {
    apiVersion: API,
    kind: 'DeviceClass',
    metadata: { name },
    spec: {
      selectors: toSelectors([
        `device.driver == '${DRIVER}' && device.attributes['${DRIVER}'].type == '${device}'`,
        ...selectorsOf(select),
      ]),
      ...(extendedResource && { extendedResourceName: extendedResource }),
    },
  };
}

function resourceClaim(claim: ClaimInput, context: Context): KubernetesObject {
  const { subject, input } = context;
  const metadata = {
    name: claim.name,
    namespace: claim.namespace ?? subject.namespace,
  };
  const constraints = [
    ...claim.match.map(({ attribute, requests }) => ({
      ...(requests.length > 0 && { requests }),
      matchAttribute: attribute,
    })),
    ...claim.distinct.map(({ attribute, requests }) => ({
      ...(requests.length > 0 && { requests }),
      distinctAttribute: attribute,
    })),
  ];
  const config = driverConfigs({ claim, types: knownClasses(input) });
  const spec = {
    devices: {
      requests: claim.requests.map(deviceRequest),
      ...(constraints.length > 0 && { constraints }),
      ...(config.length > 0 && { config }),
    },
  };
  return claim.use === 'shared'
    ? { apiVersion: API, kind: 'ResourceClaim', metadata, spec }
    : {
        apiVersion: API,
        kind: 'ResourceClaimTemplate',
        metadata,
        // The claims of single pods are found by the labels of the pool as well.
        spec: { metadata: { labels: commonLabels(context) }, spec },
      };
}

function deviceRequest({ name, devices, alternatives }: RequestInput) {
  if (alternatives) {
    return {
      name,
      firstAvailable: alternatives.map(alternative => ({
        name: alternative.name,
        ...exactCount(alternative),
      })),
    };
  }
  return {
    name,
    exactly: devices && {
      ...(devices.all
        ? { ...selected(devices), allocationMode: 'All' }
        : exactCount(devices)),
      ...(devices.adminAccess && { adminAccess: true }),
    },
  };
}

type Selected = Pick<
  NonNullable<RequestInput['devices']>,
  'deviceClass' | 'select' | 'tolerations' | 'count'
>;

function exactCount(devices: Selected) {
  return {
    ...selected(devices),
    allocationMode: 'ExactCount',
    count: devices.count ?? 1,
  };
}

function selected({ deviceClass: name, select, tolerations }: Selected) {
  const expressions = selectorsOf(select);
  return {
    deviceClassName: name,
    ...(expressions.length > 0 && { selectors: toSelectors(expressions) }),
    ...(tolerations.length > 0 && { tolerations }),
  };
}

function toSelectors(expressions: readonly string[]) {
  return expressions.map(expression => ({ cel: { expression } }));
}
