import { parse, stringify } from 'yaml';
import { useCli } from '../__testUtils__/cli';

describe('llm assess', () => {
  const { file, llm, pathOf } = useCli();

  it('assesses where a model may go', async () => {
    const question = {
      model: {
        name: 'tiny',
        versions: [
          {
            name: 'v1',
            kind: 'weights',
            architecture: {
              weightBytes: 2e9,
              parameters: { total: 1e9 },
              dtype: 'bf16',
              hiddenSize: 2048,
              vocabSize: 32000,
              contextLength: 8192,
              layers: [
                {
                  count: 16,
                  attention: 'full',
                  heads: 32,
                  kvHeads: 8,
                  headDim: 64,
                },
              ],
            },
          },
        ],
      },
      workload: { promptTokens: 500, answerTokens: 100, concurrentRequests: 4 },
      pools: [
        {
          name: 'l4',
          type: 'kubernetes',
          cluster: 'lys',
          devices: [
            {
              name: 'whole',
              accelerator: 'nvidia-l4-24gb',
              nodes: 1,
              perNode: 1,
              sharing: { strategy: 'exclusive' },
            },
          ],
        },
      ],
      usage: 'declared',
    };
    const fits = await llm('assess', file('q.yaml', stringify(question)));
    expect(fits).toMatchObject({ code: 0, err: '' });
    expect(fits.out).toMatch(
      /^Version v1\n\nPool .*\nl4 \/ whole +fits +1 x gpu +1 x 1 x 1 +\d+/,
    );
    const blocked = await llm(
      'assess',
      file(
        'q.yaml',
        stringify({ ...question, policy: { regions: ['eu'], dataClass: 'x' } }),
      ),
    );
    expect(blocked.code).toBe(1);
    expect(blocked.out).toMatch(/l4 \/ whole +unknown \(policy; size: fits\)/);
    const elsewhere = stringify({
      ...question,
      pools: [{ ...question.pools[0], region: 'us' }],
      policy: { regions: ['eu'] },
    });
    expect((await llm('assess', file('q.yaml', elsewhere))).out).toMatch(
      /l4 \/ whole +blocked +1 x gpu/,
    );
    const tooSmall = stringify({
      ...question,
      intent: { engine: { gpuMemoryUtilization: 0.1 } },
    });
    expect((await llm('assess', file('q.yaml', tooSmall))).out).toMatch(
      /l4 \/ whole +tight .*(\n.*)+\n {2}instead: /,
    );

    question.workload.concurrentRequests = 100_000;
    const not = await llm(
      'assess',
      file('q.yaml', stringify(question)),
      '-o',
      'yaml',
    );
    expect(not.code).toBe(1);
    expect(parse(not.out).groups[0]).toMatchObject({ accepted: false });
  });

  it('names each field of a question that is not one', async () => {
    const question = `
model: x
workload: {promptTokens: '1', answerTokens: 1, concurrentRequests: 1}
pools: [{name: a, type: kubernetes, cluster: c}]
usage: [{pool: a, devices: d, freePerNode: many}]
intent: {engine: {frobnicate: 7, kvCacheDtype: int3}}
polcy: {}
`;
    const { code, err } = await llm('assess', file('q.yaml', question));
    expect(code).toBe(2);
    expect(err.replace(/; there are .*/g, '').split('\n')).toEqual([
      `llm: ${pathOf('q.yaml')} is no question:`,
      '  model must be an object with fields, but is "x"',
      '  workload.promptTokens must be a number, but is "1"',
      '  pools[0].devices is missing',
      '  usage[0].freePerNode must be a list, but is "many"',
      '  intent.engine.frobnicate is not known',
      expect.stringMatching(
        /^ {2}intent\.engine\.kvCacheDtype must be one of auto, .*, but is "int3"$/,
      ),
      '  polcy is not known',
      '',
    ]);
    expect(await llm('assess', file('q.yaml', '[]'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('the file must be an object with fields'),
    });
  });
});
