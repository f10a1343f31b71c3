import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { withLocation } from '../__testUtils__/committed';
import { qwen8b } from '../__testUtils__/entities';
import { BOT_FILE, use, WRITTEN } from '../__testUtils__/modelUse';
import { startScaffolder } from '../__testUtils__/startScaffolder';

jest.setTimeout(60_000);

describe('llm:model:use, on calls', () => {
  const directory = createMockDirectory();
  const start = (options: Parameters<typeof startScaffolder>[1] = {}) =>
    startScaffolder(directory, options);

  describe('how to call', () => {
    const api = (definition: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'API',
      metadata: {
        name: 'gateway',
        namespace: 'platform',
        title: 'LLM *gateway*',
      },
      spec: {
        type: 'openapi',
        lifecycle: 'production',
        owner: 'x',
        definition,
      },
    });
    const served = {
      ...qwen8b,
      spec: {
        ...qwen8b.spec,
        providesApis: ['api:platform/gateway'],
        deployments: [
          {
            name: 'trial',
            environment: 'staging',
            servedModelName: 'qwen-next',
          },
          {
            name: 'prod',
            environment: 'production',
            servedModelName: 'qwen3-8b',
            aliases: ['small'],
          },
        ],
      },
    };
    const described = async (
      options: { definition?: string; access?: object },
      input: object = {},
    ) => {
      const { definition, access } = options;
      const { dryRun } = await start({
        components: { [BOT_FILE]: WRITTEN },
        entities: [
          withLocation('url:x', {
            ...served,
            metadata: { name: 'served', namespace: 'research' },
          }),
          ...(definition === undefined ? [] : [api(definition)]),
        ],
        llm: { access: access ?? {} },
      });
      const { output, log } = await dryRun(
        use({ model: 'model:research/served', ...input }),
      );
      return { text: String(output?.howToCall), log };
    };

    it('takes the address from the API, and the rest from the configuration', async () => {
      const { text } = await described({
        definition:
          'openapi: 3.0.3\nservers: [{url: "https://llm.acme.example"}]\npaths: {/v1/chat/completions: {}}\n',
        access: {
          howTo: {
            text: 'Ask **the desk**.',
            url: 'https://acme.example/keys',
          },
          secret: { name: 'gateway-key', key: 'token' },
        },
      });
      expect(text).toContain(
        '- staging: `qwen-next`\n- production: `qwen3-8b`, also `small`',
      );
      expect(text).toContain(
        'reached through [LLM \\*gateway\\*](/catalog/platform/api/gateway).',
      );
      expect(text).toContain(
        'Ask **the desk**.\n\n[Where to get a key](https://acme.example/keys)',
      );
      expect(text).toContain('name: "gateway-key"\n        key: "token"');
      expect(text).toContain('base_url="https://llm.acme.example/v1"');
      expect(text).not.toContain('REPLACE');
      expect(text).toMatch(
        /```bash\nread -rs LLM_API_KEY && export LLM_API_KEY\ncurl [^`]*qwen3-8b[^`]*\n```$/,
      );
    });

    it('takes another deployment that is asked for', async () => {
      const { text } = await described({}, { deployment: 'trial' });
      expect(text).toContain('model="qwen-next"');
      const { log } = await described({}, { deployment: 'none' });
      expect(log).toMatch(
        /deployment: model:research\/served has no deployment none; there are trial, prod/,
      );
    });

    it.each([
      undefined,
      'syntax = "proto3"; {',
      'openapi: 3.0.3\nservers: [{url: /}]\n',
    ])(
      'takes the address of the installation where the API is %j',
      async definition => {
        const { text } = await described({
          definition,
          access: { baseUrl: 'https://models.acme.example/v1/' },
        });
        expect(text).toContain('base_url="https://models.acme.example/v1"');
      },
    );

    it('says what nobody knows', async () => {
      const { dryRun } = await start();
      const { output } = await dryRun(use());
      expect(output.howToCall).toMatch(
        /^Nothing serves this model at the moment\./,
      );
      expect(output.howToCall).toContain(
        '**Replace** `https://REPLACE-WITH-THE-ADDRESS/v1`: neither an API of the model nor',
      );
      expect(output.howToCall).toContain(
        '**Replace** `REPLACE-WITH-THE-MODEL-NAME`',
      );
      expect(output.howToCall).toContain(
        'Ask the owner of the model, `group:default/ml-platform`.',
      );
    });
  });
});
