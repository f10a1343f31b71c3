import type { LlmChangeCheck } from '@modelyard/plugin-llm-common';
import {
  readPortalChecks,
  withoutPortalChecks,
  withPortalChecks,
} from './portalChecks';
import { withPortalUser } from './portalUser';

const verdict: LlmChangeCheck = {
  kind: 'verdict',
  model: 'model:default/nova',
  version: 'v1',
  pool: 'gpupool:default/l4',
  devices: 'whole',
  verdict: 'does-not-fit',
  override: 'The fair begins on Monday.\nPortal-User: user:default/kim',
  findings: [
    { severity: 'warning', message: 'needs 30 GiB, has 24 GiB' },
    { severity: 'info', path: 'a/b.yaml', line: 3, message: 'so it is' },
  ],
};
const manifests: LlmChangeCheck = {
  kind: 'manifests',
  folder: 'models/nova/prod',
  level: 2,
  checked: 14,
  notChecked: ['base/x.yaml Foo bar: no schema'],
  dryRun: { state: 'not-run', reason: 'no cluster is configured' },
  findings: [],
};

it('writes checks into a commit message as lines that it reads back', () => {
  const message = withPortalChecks(
    withPortalUser('Serve nova\n\nFor the fair.', 'user:default/jo'),
    [verdict, manifests],
  );
  expect(message.split('\n')).toEqual([
    'Serve nova',
    '',
    'For the fair.',
    '',
    'Portal-User: user:default/jo',
    expect.stringMatching(/^Portal-Check: \{"kind":"verdict"/),
    expect.stringMatching(/^Portal-Check: \{"kind":"manifests"/),
  ]);
  expect(readPortalChecks(message)).toEqual([verdict, manifests]);
  expect(withoutPortalChecks(message)).toBe(
    'Serve nova\n\nFor the fair.\n\nPortal-User: user:default/jo',
  );
  expect(withPortalChecks('Serve nova\n', [])).toBe('Serve nova');
});

it.each([
  'a\n\nPortal-Check: {}',
  'a\r\n  portal-CHECK:{"kind":"verdict"}',
  'a\rPortal-Check:',
])('takes no message that brings a check itself: %j', message => {
  expect(() => withPortalChecks(message, [manifests])).toThrow(
    'must not contain the line Portal-Check:',
  );
});

it.each([
  'Portal-Check: no JSON',
  'Portal-Check: {"kind":"blessing"}',
  `Portal-Check: ${JSON.stringify({ ...verdict, verdict: 'splendid' })}`,
  `Portal-Check: ${JSON.stringify({ ...manifests, dryRun: { state: 'ran' } })}`,
])('leaves to be seen what only looks like a check: %s', line => {
  const message = `Serve nova\n\n${line}`;
  expect(readPortalChecks(message)).toEqual([]);
  expect(withoutPortalChecks(message)).toBe(message);
});

it('cuts what would fill the message, and says so', () => {
  const long = Array.from({ length: 300 }, (_, index) => ({
    severity: 'info' as const,
    message: `${index} ${'x'.repeat(900)}`,
  }));
  const message = withPortalChecks('Serve nova', [
    { ...verdict, findings: long },
    {
      ...manifests,
      notChecked: long.map(finding => finding.message),
      dryRun: {
        state: 'ran',
        cluster: 'fra-1',
        checked: 3,
        notChecked: long.map(finding => finding.message),
      },
    },
  ]);
  expect(Buffer.byteLength(message)).toBeLessThan(25 * 1024);
  const [first, second] = readPortalChecks(message);
  expect(first.findings.length).toBeGreaterThan(5);
  expect(first.findings[0].message).toHaveLength(500);
  const kept = first.findings.length - 1;
  expect(first.findings[kept]).toEqual({
    severity: 'warning',
    message: `${300 - kept} further findings are not recorded here`,
  });
  expect(second).toMatchObject({
    notChecked: expect.arrayContaining([`${300 - kept} further objects`]),
    dryRun: {
      notChecked: expect.arrayContaining([`${300 - kept} further objects`]),
    },
  });
  expect(() =>
    withPortalChecks('Serve nova', Array(21).fill(manifests)),
  ).toThrow('A change may have 20 checks, not 21');
});
