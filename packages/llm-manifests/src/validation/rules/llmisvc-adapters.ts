import type { Rule } from './Rule';
import { isLlmService } from './support/kserve';
import { items, repeated, text } from './support/read';

/** Source: llm_inference_service_validation.go of KServe v0.20.0. The CRD leaves adapters open. */
export const llmisvcAdapters: Rule = {
  code: 'llmisvc-adapters',
  appliesTo: isLlmService,
  check: ({ object }) => {
    const adapters = items(object, '', 'spec', 'model', 'lora', 'adapters');
    const base = text(object, 'spec', 'model', 'name');
    return [
      ...adapters.flatMap(({ item, path }) => {
        const name = text(item, 'name') ?? '';
        if (name === '' || name === '.' || name === '..') {
          return [
            {
              path: `${path}.name`,
              message: `must be there: clients ask for the adapter by it; it cannot be "${name}"`,
            },
          ];
        }
        return name === base
          ? [
              {
                path: `${path}.name`,
                message: `must differ from the name of the model ("${base}")`,
              },
            ]
          : [];
      }),
      ...repeated(adapters, ({ item }) => text(item, 'name')).map(
        ({ item, key }) => ({
          path: `${item.path}.name`,
          message: `must be a name that no other adapter has: "${key}"`,
        }),
      ),
    ];
  },
};
