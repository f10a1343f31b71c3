import { plainText } from '../../validation/structure/show';
import type { Draft, Modernisation, StepFinding } from '../Modernisation';
import { isOlder } from '../ModernisationTarget';
import { draft, drafts, rename, typeOf } from './support/edit';

const KINDS = [
  'ResourceClaim',
  'ResourceClaimTemplate',
  'DeviceClass',
  'ResourceClass',
];
/** Version of Kubernetes that brought resource.k8s.io/v1. */
const V1_SINCE = '1.34';
/** Versions of Kubernetes that no longer have a version; earlier ones may lack it as well. */
const GONE_SINCE: Readonly<Record<string, string>> = {
  v1alpha1: '1.27',
  v1alpha2: '1.31',
  v1alpha3: '1.36',
};
const EXACT = [
  'deviceClassName',
  'selectors',
  'allocationMode',
  'count',
  'adminAccess',
  'tolerations',
  'capacity',
];

/** Claims of former versions of resource.k8s.io, brought to v1. */
export const claimVersion: Modernisation = {
  code: 'claim-version',
  run: ({ object, target, mends }) => {
    const { group, version, kind } = typeOf(object);
    if (
      group !== 'resource.k8s.io' ||
      version === 'v1' ||
      !KINDS.includes(kind)
    ) {
      return [];
    }
    const gone = GONE_SINCE[version];
    const rejected = gone !== undefined && !isOlder(target, 'kubernetes', gone);
    const effect = rejected ? 'rejected' : 'outdated';
    if (isOlder(target, 'kubernetes', V1_SINCE)) {
      return rejected
        ? [
            {
              path: 'apiVersion',
              message: `is not in Kubernetes ${gone} and later; its successor resource.k8s.io/v1 begins with Kubernetes ${V1_SINCE}, and the target has ${target.kubernetes}`,
              effect,
              mended: false,
            },
          ]
        : [];
    }
    const mended = mends(effect);
    return [
      {
        path: 'apiVersion',
        message: `${
          rejected
            ? `names a version that Kubernetes ${gone} and later do not have`
            : 'names a former version'
        }; today it is resource.k8s.io/v1`,
        effect,
        mended,
      },
      ...(mended ? convert(object, version) : []),
    ];
  },
};

function convert(object: Draft, version: string): StepFinding[] {
  object.apiVersion = 'resource.k8s.io/v1';
  if (object.kind === 'ResourceClass') {
    return convertClass(object);
  }
  if (object.kind === 'DeviceClass') {
    const spec = draft(object, 'spec');
    delete spec?.suitableNodes;
    return [];
  }
  const template = object.kind === 'ResourceClaimTemplate';
  const path = template ? 'spec.spec' : 'spec';
  const spec = draft(object, ...path.split('.'));
  if (!spec) {
    return [];
  }
  delete spec.controller;
  if (version === 'v1alpha1' || version === 'v1alpha2') {
    return convertClassic(spec, path);
  }
  for (const request of drafts(draft(spec, 'devices'), 'requests')) {
    if (!draft(request, 'exactly') && !Array.isArray(request.firstAvailable)) {
      request.exactly = taken(request, EXACT);
    }
  }
  return [];
}

function taken(holder: Draft, names: readonly string[]): Draft {
  const part: Draft = {};
  for (const name of names) {
    if (Object.hasOwn(holder, name)) {
      part[name] = holder[name];
      delete holder[name];
    }
  }
  return part;
}

// Before v1alpha3 a claim named one class, and what else it wanted stood in an object of the driver.
function convertClassic(spec: Draft, path: string): StepFinding[] {
  // Slides call the field resourceName, which it never was.
  rename(spec, 'resourceName', 'resourceClassName');
  const { resourceClassName, parametersRef } = spec;
  delete spec.resourceClassName;
  delete spec.parametersRef;
  delete spec.allocationMode;
  spec.devices = {
    requests: [
      { name: 'gpu', exactly: { deviceClassName: resourceClassName } },
    ],
  };
  return parametersRef === undefined
    ? []
    : [
        {
          path: `${path}.parametersRef`,
          message:
            'named an object of the driver, which is not here; what it asked for has to be said in selectors or config',
          effect: 'rejected',
          mended: false,
        },
      ];
}

function convertClass(object: Draft): StepFinding[] {
  object.kind = 'DeviceClass';
  const driver = plainText(object.driverName ?? '');
  const parameters = object.parametersRef;
  for (const name of [
    'driverName',
    'parametersRef',
    'suitableNodes',
    'structuredParameters',
  ]) {
    delete object[name];
  }
  object.spec = {
    selectors: [{ cel: { expression: `device.driver == '${driver}'` } }],
  };
  return parameters === undefined
    ? []
    : [
        {
          path: 'parametersRef',
          message:
            'named an object of the driver, which is not here; what it asked for has to be said in spec.config',
          effect: 'rejected',
          mended: false,
        },
      ];
}
