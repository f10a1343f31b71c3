import { familyCases } from '../families/__testUtils__/fixtures';
import { platformSchema } from '../platform/Platform';
import { Intent } from './Intent';
import { readIntent } from './readIntent';
import { renderIntent } from './renderIntent';

/** An intent with servers, and what stands around them. */
function intentWith(replicas: object, trigger: object) {
  const found = familyCases.find(
    ({ family, name }) => family === 'vllm-deployment' && name === 'minimal',
  )!;
  const read = readIntent(found.intent);
  if (!read.ok) {
    throw new Error(JSON.stringify(read.issues));
  }
  const [server] = read.value.parts;
  const intent: Intent = {
    ...read.value,
    parts: [
      { ...server, input: { ...server.input, replicas } },
      { family: 'autoscaling', input: { ...trigger } },
      { family: 'model-monitoring', input: {} },
    ],
  };
  return { platform: platformSchema.parse(found.platform), intent };
}

const triggered = {
  by: { kind: 'keda', triggers: [{ metric: 'requests-waiting', target: 5 }] },
};

describe('renderIntent', () => {
  it('tells one mistake of the servers once, and not as what all around them lacks', () => {
    const { issues } = renderIntent(intentWith({ min: 7, max: 6 }, triggered));
    expect(issues.map(({ path }) => path)).toEqual([
      'parts[0].input.replicas.max',
    ]);
  });

  it('tells mistakes of the others beside it', () => {
    const { issues } = renderIntent(
      intentWith({ min: 7, max: 6 }, { by: { kind: 'nobody' } }),
    );
    expect(issues.map(({ path }) => path)).toEqual([
      'parts[0].input.replicas.max',
      'parts[1].input.by.kind',
    ]);
  });
});
