import { readFileSync, rmSync } from 'node:fs';
import { parse } from 'yaml';
import { fixture, PLATFORM, useCli } from '../__testUtils__/cli';

describe('llm render', () => {
  const { file, llm, pathOf } = useCli();

  it('renders an intent to the manifests that are committed for it', async () => {
    const printed = await llm(
      'render',
      fixture('realistic/intent.yaml'),
      '-p',
      PLATFORM,
    );
    expect(printed).toMatchObject({ code: 0, err: '' });
    expect(printed.out).toBe(
      readFileSync(fixture('realistic/objects.yaml'), 'utf8'),
    );
  });

  it('writes the folder of a deployment, and says later what differs from it', async () => {
    const args = [
      'render',
      fixture('minimal/intent.yaml'),
      '-p',
      PLATFORM,
      '--out',
      pathOf(),
    ];
    expect((await llm(...args)).code).toBe(0);
    expect(readFileSync(pathOf('base/vllm-deployment.yaml'), 'utf8')).toBe(
      readFileSync(fixture('minimal/objects.yaml'), 'utf8'),
    );
    expect(
      parse(readFileSync(pathOf('base/kustomization.yaml'), 'utf8')),
    ).toMatchObject({ resources: ['vllm-deployment.yaml'] });
    expect(await llm(...args, '--check')).toMatchObject({ code: 0, out: '' });

    file('base/vllm-deployment.yaml', 'changed: by hand\n');
    expect(await llm(...args, '--check')).toMatchObject({
      code: 1,
      out: `differs: ${pathOf('base/vllm-deployment.yaml')}\n`,
    });
    expect(await llm(...args)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(pathOf('base/vllm-deployment.yaml')),
    });
    // What was written renders to itself.
    const written = pathOf('intent.yaml');
    expect((await llm(...args, '--force')).code).toBe(0);
    const leftOver = file('base/old.yaml', 'kind: Old\n');
    expect(await llm(...args, '--check')).toMatchObject({
      code: 1,
      out: `left over: ${leftOver}\n`,
    });
    rmSync(leftOver);
    expect(
      await llm(
        'render',
        written,
        '-p',
        PLATFORM,
        '--out',
        pathOf(),
        '--check',
      ),
    ).toMatchObject({ code: 0 });
  });

  it('says why an intent is not rendered', async () => {
    expect(
      await llm('render', fixture('bad-fields/intent.yaml'), '-p', PLATFORM),
    ).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^error: .*subject\.name must .* \(/),
    });
    expect(
      await llm('render', fixture('minimal/intent.yaml'), '-p', 'nowhere.yaml'),
    ).toMatchObject({
      code: 2,
      err: 'llm: cannot read nowhere.yaml: there is no such file\n',
    });
    expect(
      await llm(
        'render',
        fixture('minimal/intent.yaml'),
        '-p',
        file('p.yaml', 'name: fra-1\n'),
      ),
    ).toMatchObject({ code: 2, err: expect.stringContaining('kubernetes') });
  });
});
