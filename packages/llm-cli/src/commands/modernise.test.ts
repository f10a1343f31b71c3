import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { PLATFORM, useCli } from '../__testUtils__/cli';

describe('llm modernise', () => {
  const { file, llm } = useCli();

  it('names what is stale, and proposes what takes its place', async () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: prod}
spec:
  resourceClaims: [{name: gpu, source: {resourceClaimTemplateName: t}}]
  containers: [{name: c, image: 'i:1', resources: {claims: [{name: gpu}]}}]
`;
    const old = file('pod.yaml', pod);
    const findings = await llm('modernise', old, '--kubernetes', '1.36');
    expect(findings.code).toBe(1);
    expect(findings.out).toMatch(
      /^error: .*Pod prod\/p: spec\.resourceClaims\[0\]/,
    );
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${pod
      .trim()
      .replace(/\n/g, '\n  ')}\n`;
    const listed = await llm('modernise', file('list.yaml', list));
    expect(listed.out).toMatch(
      /^error: \S+ #1 items\[0\] Pod prod\/p: spec\.resourceClaims\[0\]/,
    );
    expect(await llm('modernise', old, '--kubernetes', 'banana')).toMatchObject(
      {
        code: 2,
        err: 'llm: --kubernetes must be a version such as 1.36, but is "banana"\n',
      },
    );
    const { out, err } = await llm('modernise', old, '--proposal');
    // All of it was mended.
    expect(err).toBe('');
    expect(parse(out).spec.resourceClaims).toEqual([
      { name: 'gpu', resourceClaimTemplateName: 't' },
    ]);
    const mended = file('mended.yaml', out);
    expect(await llm('modernise', mended)).toMatchObject({
      code: 0,
      out: 'Nothing is stale.\n',
    });
  });

  it('leaves what the platform still needs as it is', async () => {
    const service = file(
      'service.yaml',
      `
apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceService
metadata: { name: a, namespace: prod }
spec: { model: { uri: 'hf://a/b' } }
`,
    );
    const current = parse(readFileSync(PLATFORM, 'utf8'));
    const older = stringify({
      ...current,
      components: { ...current.components, kserve: 'v0.19.0' },
    });
    expect(
      (await llm('modernise', service, '--platform', PLATFORM)).out,
    ).toContain('v1alpha2');
    expect(
      await llm('modernise', service, '-p', file('older.yaml', older)),
    ).toMatchObject({ code: 0, out: 'Nothing is stale.\n' });
    expect(
      await llm('modernise', service, '-p', PLATFORM, '--kubernetes', '1.36'),
    ).toMatchObject({ code: 2 });
  });
});
