import { baselineDifferences } from './baselineDifferences';

const same = {
  accelerator: 'nvidia-h100-sxm-80gb',
  gpus: 2,
  inputTokens: 512,
  outputTokens: 256,
};

describe('whether a baseline is comparable', () => {
  it('is so under the same conditions, with lengths that are close', () => {
    expect(
      baselineDifferences({
        recorded: same,
        deployed: { ...same, inputTokens: 640, outputTokens: 205 },
      }),
    ).toEqual([]);
  });

  it('is not on other GPUs, or with other prompts and answers', () => {
    expect(
      baselineDifferences({
        recorded: same,
        deployed: {
          accelerator: 'nvidia-l4-24gb',
          gpus: 1,
          inputTokens: 641,
          outputTokens: 204.4,
        },
      }),
    ).toEqual([
      'the benchmark ran on nvidia-h100-sxm-80gb, the deployment on nvidia-l4-24gb',
      'a replica took 2 GPUs in the benchmark and takes 1 now',
      'a mean prompt had 512 tokens in the benchmark and has 641 now',
      'a mean answer had 256 tokens in the benchmark and has 204 now',
    ]);
  });

  it('is not where one of the conditions is not known, and says whose', () => {
    expect(
      baselineDifferences({
        recorded: { inputTokens: 512 },
        deployed: { accelerator: 'nvidia-l4-24gb', gpus: 1, outputTokens: 4 },
      }),
    ).toEqual([
      'the record does not say on which accelerator the benchmark ran',
      'the record does not say how many GPUs a replica took',
      'it is not known how long prompts of the traffic are',
      'the record does not say how long answers were',
    ]);
    expect(baselineDifferences({ recorded: same, deployed: {} })).toHaveLength(
      4,
    );
  });
});
