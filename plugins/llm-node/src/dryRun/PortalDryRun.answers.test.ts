import { createDryRuns, deployment } from './__testUtils__/createDryRuns';
import { RecordedName } from './__testUtils__/recordedAnswers';

describe('PortalDryRun', () => {
  const { results } = createDryRuns();

  it.each<[RecordedName, object]>([
    ['created', { outcome: 'accepted', warnings: [] }],
    [
      'warned',
      {
        outcome: 'accepted',
        warnings: [
          'would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false)',
        ],
      },
    ],
    [
      'unknownField',
      {
        outcome: 'refused',
        issues: [
          { path: 'spec.replcas', message: 'field not declared in schema' },
        ],
      },
    ],
    [
      'customResource',
      {
        outcome: 'refused',
        issues: [
          {
            path: 'spec.predictor.minReplicas',
            message: 'expected numeric (int or float), got string',
          },
          {
            path: 'spec.predictor.modle',
            message: 'field not declared in schema',
          },
        ],
      },
    ],
    [
      'duplicate',
      {
        outcome: 'refused',
        issues: [
          {
            path: 'spec.containers',
            message: '[name="c"].env: duplicate entries for key [name="A"]',
          },
        ],
      },
    ],
    [
      'invalid',
      {
        outcome: 'refused',
        issues: [
          {
            path: 'spec.replicas',
            message: 'Invalid value: -1: must be greater than or equal to 0',
          },
          {
            path: 'spec.selector',
            message:
              'Invalid value: {"matchLabels":{"app":"b"}}: field is immutable',
          },
        ],
      },
    ],
    [
      'policy',
      {
        outcome: 'refused',
        issues: [
          {
            path: '',
            message:
              "ValidatingAdmissionPolicy 'v' with binding 'v' denied request: at most two servers",
          },
        ],
      },
    ],
    [
      'admission',
      {
        outcome: 'refused',
        issues: [
          {
            path: '',
            message: expect.stringContaining(
              'serviceaccount "default" not found',
            ),
          },
        ],
      },
    ],
    [
      'notPermitted',
      {
        outcome: 'not-checked',
        reason:
          'the portal may not apply such objects there (verbs create and patch)',
      },
    ],
    [
      'noNamespace',
      {
        outcome: 'not-checked',
        reason: 'the namespace llm-prod does not exist there yet',
      },
    ],
    [
      'webhookAway',
      {
        outcome: 'not-checked',
        reason:
          'the cluster cannot ask its webhook w.example.com, which decides as well',
      },
    ],
    [
      'noApi',
      {
        outcome: 'not-checked',
        reason: 'what stands before the cluster answers with status 404',
      },
    ],
  ])('reads the answer %s of a real API server', async (name, result) => {
    expect(await results([deployment(name)])).toEqual([result]);
  });
});
