import { celUint, run } from '@bufbuild/cel';
import { subjectSchema } from '../../intent/subject';
import { platformSchema } from '../../platform/Platform';
import { COST_KEY, findCostProblem, requestCosts } from './costs';
import { aiGatewayRouteInput } from './input';
import type { Context } from './names';

const subject = subjectSchema.parse({
  kind: 'deployment',
  name: 'chat-prod',
  namespace: 'assistants',
  model: 'model:default/chat',
  version: '1',
  deployment: 'prod',
  environment: 'production',
  servedModelName: 'chat',
  owner: 'group:default/ml',
});

function moneyOf(input: unknown): string | undefined {
  if (subject.kind !== 'deployment') {
    throw new Error('not a deployment');
  }
  const context: Context = {
    subject,
    input: aiGatewayRouteInput.parse(input),
    platform: platformSchema.parse({ name: 'fra-1', kubernetes: '1.36' }),
    families: ['ai-gateway-route'],
  };
  const cost = requestCosts(context, {
    route: 'assistants',
    backends: 'assistants',
  }).find(({ metadataKey }) => metadataKey === COST_KEY);
  return cost && 'cel' in cost ? cost.cel : undefined;
}

describe('the cost of a request', () => {
  // 1000 tokens of a prompt, 200 of them cached, and 500 of an answer.
  const tokens = {
    input_tokens: celUint(1000n),
    cached_input_tokens: celUint(200n),
    output_tokens: celUint(500n),
  };
  const openai = {
    kind: 'provider',
    name: 'openai',
    provider: { name: 'openai', apiKeySecret: 'openai-key' },
  };

  it.each([
    // 1000 x 0.4 + 500 x 1.2
    ['chat-prod.assistants', 1000n],
    // 800 x 0.25 + 200 x 0.025 + 500 x 2
    ['chat-prod-openai.assistants', 1205n],
    // 1000 x 3 + 500 x 15
    ['chat-prod-claude.assistants', 10500n],
  ])('of %s is %s millionths', (backend, expected) => {
    const expression = moneyOf({
      price: { perMillionInputTokens: 0.4, perMillionOutputTokens: 1.2 },
      backends: [
        { kind: 'self' },
        {
          ...openai,
          price: {
            perMillionInputTokens: 0.25,
            perMillionCachedInputTokens: 0.025,
            perMillionOutputTokens: 2,
          },
        },
        {
          ...openai,
          name: 'claude',
          price: { perMillionInputTokens: 3, perMillionOutputTokens: 15 },
        },
      ],
    });
    expect(run(expression ?? '', { ...tokens, backend })).toEqual(
      celUint(expected),
    );
  });

  it('can be computed whatever the prices are', () => {
    for (const price of [0, 1e-7, 0.1, 7, 999999.5, 1e6]) {
      const expression = moneyOf({
        price: {
          perMillionInputTokens: price,
          perMillionCachedInputTokens: price,
          perMillionOutputTokens: price,
        },
      });
      expect(findCostProblem(expression ?? '')).toBeUndefined();
    }
  });

  it('is not named where no price is known', () => {
    expect(moneyOf({})).toBeUndefined();
  });
});
