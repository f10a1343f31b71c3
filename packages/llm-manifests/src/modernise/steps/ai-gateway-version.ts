import { plainText } from '../../validation/structure/show';
import { get } from '../../validation/rules/support/read';
import type {
  Draft,
  Modernisation,
  StepFinding,
  StepSubject,
} from '../Modernisation';
import { isOlder } from '../ModernisationTarget';
import { draft, drafts, joinName, typeOf } from './support/edit';

const GROUP = 'aigateway.envoyproxy.io';
const STABLE = [
  'AIGatewayRoute',
  'AIServiceBackend',
  'BackendSecurityPolicy',
  'GatewayConfig',
  'MCPRoute',
];

/** Envoy AI Gateway 1.0 has v1beta1, and moved some fields to where they belong. */
export const aiGatewayVersion: Modernisation = {
  code: 'ai-gateway-version',
  run: subject => {
    const { object, target, mends } = subject;
    const { group, version, kind } = typeOf(object);
    if (
      group !== GROUP ||
      !STABLE.includes(kind) ||
      isOlder(target, 'envoyAiGateway', '1.0')
    ) {
      return [];
    }
    const former: StepFinding[] =
      version === 'v1alpha1'
        ? [
            {
              path: 'apiVersion',
              message:
                'names a deprecated version; today it is aigateway.envoyproxy.io/v1beta1',
              effect: 'outdated',
              mended: mends('outdated'),
            },
          ]
        : [];
    if (version === 'v1alpha1' && mends('outdated')) {
      object.apiVersion = `${GROUP}/v1beta1`;
    }
    if (kind === 'AIGatewayRoute') {
      return [...former, ...moveInRoute(subject)];
    }
    return kind === 'AIServiceBackend'
      ? [...former, ...moveInBackend(subject)]
      : former;
  },
};

function moveInRoute({ object, mends }: StepSubject): StepFinding[] {
  const spec = draft(object, 'spec') ?? {};
  const mended = mends('rejected');
  const findings: StepFinding[] = [];
  if (Array.isArray(spec.targetRefs)) {
    findings.push({
      path: 'spec.targetRefs',
      message:
        'is gone; a route names its gateways in parentRefs, as any route',
      effect: 'rejected',
      mended,
    });
    if (mended) {
      const parents = drafts(spec, 'targetRefs');
      delete spec.targetRefs;
      spec.parentRefs ??= parents;
    }
  }
  for (const [field, message] of [
    ['schema', 'is gone; a route always speaks the API of OpenAI'],
    ['filterConfig', 'is gone; the filter is set up in a GatewayConfig'],
  ]) {
    if (spec[field] !== undefined) {
      findings.push({
        path: `spec.${field}`,
        message,
        effect: 'rejected',
        mended,
      });
      if (mended) {
        delete spec[field];
      }
    }
  }
  return findings;
}

function moveInBackend(subject: StepSubject): StepFinding[] {
  const { object, mends } = subject;
  const spec = draft(object, 'spec') ?? {};
  const mended = mends('rejected');
  const findings: StepFinding[] = [];
  if (spec.timeouts !== undefined) {
    findings.push({
      path: 'spec.timeouts',
      message: 'is gone; timeouts stand in the rules of the AIGatewayRoute',
      effect: 'rejected',
      mended,
    });
    if (mended) {
      delete spec.timeouts;
    }
  }
  const reference = draft(spec, 'backendSecurityPolicyRef');
  if (reference) {
    findings.push(moveCredentials(subject, spec, reference));
  }
  const backend = draft(spec, 'backendRef');
  if (backend && (backend.kind ?? 'Service') === 'Service' && !backend.group) {
    findings.push(wrapService(subject, spec, backend));
  }
  return findings;
}

// Credentials name the backends that they are for, not the other way round.
function moveCredentials(
  { object, bundle, mends }: StepSubject,
  spec: Draft,
  reference: Draft,
): StepFinding {
  const policy = bundle.find(
    other =>
      other.kind === 'BackendSecurityPolicy' &&
      get(other, 'metadata', 'name') === reference.name &&
      get(other, 'metadata', 'namespace') ===
        get(object, 'metadata', 'namespace'),
  );
  const target = draft(policy, 'spec');
  const mended = target !== undefined && mends('rejected');
  if (mended) {
    delete spec.backendSecurityPolicyRef;
    target.targetRefs = [
      ...drafts(target, 'targetRefs'),
      {
        group: GROUP,
        kind: 'AIServiceBackend',
        name: get(object, 'metadata', 'name'),
      },
    ];
  }
  return {
    path: 'spec.backendSecurityPolicyRef',
    message: `is gone; the BackendSecurityPolicy ${plainText(
      reference.name,
    )} names this backend in its targetRefs${
      target ? '' : ', and it is not among these objects'
    }`,
    effect: 'rejected',
    mended,
  };
}

function wrapService(
  { object, mends, add }: StepSubject,
  spec: Draft,
  backend: Draft,
): StepFinding {
  const namespace = plainText(
    backend.namespace ?? get(object, 'metadata', 'namespace') ?? 'default',
  );
  const known = typeof backend.port === 'number';
  const mended = known && mends('rejected');
  if (mended) {
    const name = joinName(plainText(get(object, 'metadata', 'name')));
    spec.backendRef = {
      group: 'gateway.envoyproxy.io',
      kind: 'Backend',
      name,
    };
    add({
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      kind: 'Backend',
      metadata: {
        name,
        ...(get(object, 'metadata', 'namespace') !== undefined && {
          namespace: get(object, 'metadata', 'namespace'),
        }),
      },
      spec: {
        endpoints: [
          {
            fqdn: {
              hostname: `${plainText(
                backend.name,
              )}.${namespace}.svc.cluster.local`,
              port: backend.port,
            },
          },
        ],
      },
    });
  }
  return {
    path: 'spec.backendRef',
    message: `names a Service, which is no longer taken; it must be a Backend of gateway.envoyproxy.io${
      known ? '' : ', and the port of the Service is not known here'
    }`,
    effect: 'rejected',
    mended,
  };
}
