import { Issue } from '@modelyard/llm-units';
import type { DeploymentSubject } from '../../intent/subject';
import { errorAt, findRepeated } from '../../objects/issueOf';
import type { RenderContext } from '../Family';
import type { InferencePoolInput } from './input';

/** Checks that there are servers to pick from which a gateway can reach one by one. */
export function checkInferencePool({
  input,
  platform,
  serving,
}: RenderContext<InferencePoolInput, DeploymentSubject>): Issue[] {
  const issues: Issue[] = [];
  if (!platform.gateway) {
    issues.push(
      errorAt(
        'platform.gateway',
        'gateway-missing',
        'is required: a pool is reached through a gateway only; without one, clients use the Service of the servers',
      ),
    );
  }
  if (!serving) {
    issues.push(
      errorAt(
        '',
        'serving-missing',
        'must stand beside a part that serves the model, such as vllm-deployment: a pool picks among its servers',
      ),
    );
  } else if (serving.workload.kind === 'LLMInferenceService') {
    issues.push(
      errorAt(
        '',
        'serving-pool',
        'must not stand beside kserve-llm-inference-service, which makes a pool and a picker of its own',
      ),
    );
  } else {
    if (serving.tls) {
      issues.push(
        errorAt(
          '',
          'serving-tls',
          'needs servers that speak plain HTTP: the gateway has no way to be told of certificates of pods in a pool; route to their Service in place of it',
        ),
      );
    }
    if (serving.pathPrefix) {
      issues.push(
        errorAt(
          '',
          'serving-prefix',
          `needs servers that answer under /v1, but these answer under ${serving.pathPrefix}/v1: choose another server, or route to their Service in place of it`,
        ),
      );
    }
  }
  const { endpointPicker } = input;
  if (
    endpointPicker.kind === 'render' &&
    Object.values(endpointPicker.scorers).every(weight => weight === 0)
  ) {
    issues.push(
      errorAt(
        'endpointPicker.scorers',
        'scorers-none',
        'must have one that counts: without any, servers are picked at random',
      ),
    );
  }
  return [
    ...issues,
    ...findRepeated({
      items: input.objectives,
      keyOf: ({ name }) => name,
      pathOf: index => `objectives[${index}].name`,
      code: 'objective-unique',
    }),
    ...findRepeated({
      items: input.rewrites,
      keyOf: ({ name }) => name,
      pathOf: index => `rewrites[${index}].name`,
      code: 'rewrite-unique',
    }),
    ...checkRewrites(input),
  ];
}

function checkRewrites({ rewrites }: InferencePoolInput): Issue[] {
  const names = rewrites.flatMap(({ models }, index) =>
    models.map((model, at) => ({
      model,
      path: `rewrites[${index}].models[${at}]`,
    })),
  );
  return [
    ...findRepeated({
      items: names,
      keyOf: ({ model }) => model,
      pathOf: index => names[index].path,
      code: 'rewrite-model',
    }),
    ...rewrites.flatMap(({ targets }, index) =>
      new Set(targets.map(({ weight }) => weight === undefined)).size > 1
        ? [
            errorAt(
              `rewrites[${index}].targets`,
              'rewrite-weights',
              'must all have a weight, or none',
            ),
          ]
        : [],
    ),
  ];
}
