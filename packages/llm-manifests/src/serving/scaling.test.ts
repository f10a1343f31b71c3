import { checkScaledReplicas } from './scaling';

describe('servers that nothing scales', () => {
  it.each([
    [{ min: 1 }, []],
    [{ min: 0 }, ['replicas-none']],
    [{ min: 1, max: 3 }, ['replicas-unscaled']],
    [{ min: 0, max: 3 }, ['replicas-none', 'replicas-unscaled']],
  ])('are warned of where %j counts on it', (replicas, codes) => {
    const found = (...families: string[]) =>
      checkScaledReplicas({ replicas, families }).map(({ code }) => code);
    expect(found('vllm-deployment')).toEqual(codes);
    expect(found('vllm-deployment', 'autoscaling')).toEqual([]);
  });
});
