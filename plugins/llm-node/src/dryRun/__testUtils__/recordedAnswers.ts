/** What an API server of Kubernetes 1.36.1 has answered to dry runs, without what nobody reads. */
interface RecordedAnswer {
  status: number;
  body: object | string;
  warning?: string;
}

const failure = (
  code: number,
  message: string,
  rest: { reason?: string; details?: object } = {},
): RecordedAnswer => ({
  status: code,
  body: {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...rest,
    code,
  },
});

/** By what was asked for. */
export const recordedAnswers = {
  created: {
    status: 201,
    body: {
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'a', namespace: 'llm-prod', generation: 1 },
    },
  },
  warned: {
    status: 201,
    body: {
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'a', namespace: 'locked', generation: 1 },
    },
    warning:
      '299 - "would violate PodSecurity \\"restricted:latest\\": allowPrivilegeEscalation != false (container \\"c\\" must set securityContext.allowPrivilegeEscalation=false)"',
  },
  unknownField: failure(
    500,
    'failed to create typed patch object (llm-prod/a; apps/v1, Kind=Deployment): .spec.replcas: field not declared in schema',
  ),
  customResource: failure(
    500,
    'failed to create typed patch object (llm-prod/a; serving.kserve.io/v1beta1, Kind=InferenceService): errors:\n  .spec.predictor.minReplicas: expected numeric (int or float), got string\n  .spec.predictor.modle: field not declared in schema',
  ),
  duplicate: failure(
    500,
    'failed to create typed patch object (llm-prod/a; /v1, Kind=Pod): .spec.containers[name="c"].env: duplicate entries for key [name="A"]',
  ),
  invalid: failure(
    422,
    'Deployment.apps "a" is invalid: [spec.replicas: Invalid value: -1: must be greater than or equal to 0, spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable]',
    {
      reason: 'Invalid',
      details: {
        name: 'a',
        group: 'apps',
        kind: 'Deployment',
        causes: [
          {
            reason: 'FieldValueInvalid',
            message: 'Invalid value: -1: must be greater than or equal to 0',
            field: 'spec.replicas',
          },
          {
            reason: 'FieldValueInvalid',
            message:
              'Invalid value: {"matchLabels":{"app":"b"}}: field is immutable',
            field: 'spec.selector',
          },
        ],
      },
    },
  ),
  policy: failure(
    422,
    "horizontalpodautoscalers.autoscaling \"a\" is forbidden: ValidatingAdmissionPolicy 'v' with binding 'v' denied request: at most two servers",
    {
      reason: 'Invalid',
      details: {
        name: 'a',
        group: 'autoscaling',
        kind: 'horizontalpodautoscalers',
        causes: [
          {
            message:
              "ValidatingAdmissionPolicy 'v' with binding 'v' denied request: at most two servers",
          },
        ],
      },
    },
  ),
  admission: failure(
    403,
    'pods "a" is forbidden: error looking up service account locked/default: serviceaccount "default" not found',
    { reason: 'Forbidden', details: { name: 'a', kind: 'pods' } },
  ),
  notPermitted: failure(
    403,
    'deployments.apps "a" is forbidden: User "reader" cannot patch resource "deployments" in API group "apps" in the namespace "llm-prod"',
    {
      reason: 'Forbidden',
      details: { name: 'a', group: 'apps', kind: 'deployments' },
    },
  ),
  noNamespace: failure(404, 'namespaces "llm-prod" not found', {
    reason: 'NotFound',
    details: { name: 'llm-prod', kind: 'namespaces' },
  }),
  webhookAway: failure(
    500,
    'Internal error occurred: failed calling webhook "w.example.com": failed to call webhook: Post "https://127.0.0.1:1/x?timeout=2s": dial tcp 127.0.0.1:1: connect: connection refused',
    {
      reason: 'InternalError',
      details: {
        causes: [
          {
            message:
              'failed calling webhook "w.example.com": failed to call webhook: Post "https://127.0.0.1:1/x?timeout=2s": dial tcp 127.0.0.1:1: connect: connection refused',
          },
        ],
      },
    },
  ),
  unauthorized: failure(401, 'Unauthorized', { reason: 'Unauthorized' }),
  // No Status: the path belongs to no API.
  noApi: { status: 404, body: '404 page not found\n' },
} satisfies Record<string, RecordedAnswer>;

/** The name of a recorded answer. */
export type RecordedName = keyof typeof recordedAnswers;

/** Kinds of an API, as its APIResourceList has them. */
export const recordedKinds: Record<
  string,
  Array<{ name: string; kind: string; namespaced: boolean }>
> = {
  '/apis/apps/v1': [
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'deployments/scale', kind: 'Scale', namespaced: true },
  ],
  '/api/v1': [
    { name: 'namespaces', kind: 'Namespace', namespaced: false },
    { name: 'services', kind: 'Service', namespaced: true },
  ],
};
