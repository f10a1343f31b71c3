import { Issue } from '@modelyard/llm-units';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import { checkServing } from '../../serving/checkServing';
import { checkDrain } from '../../serving/drain';
import { checkModelAccount } from '../../serving/kserve/account';
import { checkGoTemplates } from '../../serving/kserve/goTemplates';
import { checkReferences } from '../../serving/kserve/references';
import { checkStorage } from '../../serving/kserve/storage';
import { checkSource } from '../../serving/modelSource';
import { checkPlacement } from '../../serving/placement';
import { checkMaximum } from '../../serving/scaling';
import { checkProxies } from '../../serving/networkPolicy';
import { checkEngine } from '../../serving/vllmArgs';
import { under } from '../issuePaths';
import { checkMultiNode } from './multiNode';
import { Context, versionOf } from './server';

/** Variables that KServe sets, or whose containers its webhook rejects. */
const MANAGED_ENV = {
  PYTHONPATH: 'KServe rejects in any container',
  MODEL_NAME: 'is set by KServe',
  STORAGE_URI: 'is set by KServe',
  TENSOR_PARALLEL_SIZE: 'is set by engine.tensorParallel',
  PIPELINE_PARALLEL_SIZE: 'is set by engine.pipelineParallel',
};

const HUGGINGFACE_FLAGS = {
  '--model-name': 'servedModelName of the deployment',
  '--model-id': 'source.uri',
  '--model-dir': 'source.uri',
};

/** The rules of KServe's webhook, and what its runtimes cannot do. Paths begin at the input. */
export function checkKserveInferenceService(context: Context): Issue[] {
  const { subject, input, platform } = context;
  const { engine, source, runtime, placement } = input;
  return [
    ...checkSource(source),
    ...checkStorage(source),
    ...checkModelAccount({ subject, source, runtime, platform }),
    ...checkEngine(engine, {
      managed: input.server === 'huggingface' ? HUGGINGFACE_FLAGS : {},
      managedEnv: MANAGED_ENV,
      version: versionOf(context),
    }),
    ...checkServing({ subject, engine, runtime }),
    ...checkPlacement({ placement, gpusPerNode: gpusPerNode(context) }),
    ...(input.server === 'huggingface'
      ? checkHuggingface(context)
      : checkDrain({ runtime, version: versionOf(context) })),
    ...checkAdapters(context),
    ...checkScaling(context),
    ...checkCanaries(context),
    ...(input.nodes > 1 ? checkMultiNode(context) : []),
    ...checkProxies(platform),
    ...checkGoTemplates({
      source,
      engine,
      canaries: input.canaries,
    }),
  ];
}

/** GPUs of one server on each of its nodes. */
function gpusPerNode({ input }: Context): number {
  const { tensorParallel, pipelineParallel, dataParallel } = input.engine;
  return Math.ceil(
    (tensorParallel * pipelineParallel * dataParallel) / input.nodes,
  );
}

function checkHuggingface({ subject, input }: Context): Issue[] {
  const issues: Issue[] = [];
  if (subject.aliases.length > 0) {
    issues.push(
      warningAt(
        'subject.aliases',
        'aliases-runtime',
        'are answered only where the gateway puts the served name in their place: the Hugging Face server knows one name; the server vllm knows all',
      ),
    );
  }
  if (input.runtime.apiKey) {
    issues.push(
      errorAt(
        'runtime.apiKey',
        'key-runtime',
        'is not known to the Hugging Face server, which would answer without it; use the server vllm',
      ),
    );
  }
  if (input.engine.lora) {
    issues.push(
      errorAt(
        'engine.lora',
        'adapters-runtime',
        'is not offered with the Hugging Face server; use the server vllm',
      ),
    );
  }
  if (input.engine.task !== 'generate') {
    issues.push(
      errorAt(
        'engine.task',
        'task-runtime',
        `must be generate with the Hugging Face server, but is ${input.engine.task}; use the server vllm`,
      ),
    );
  }
  return issues;
}

function checkAdapters({ input }: Context): Issue[] {
  const { engine, source } = input;
  if (!engine.lora) {
    return [];
  }
  const locations: Array<[string, string]> = [
    ['source.uri', source.uri],
    ...engine.lora.adapters.map(({ uri }, index): [string, string] => [
      `engine.lora.adapters[${index}].uri`,
      uri,
    ]),
  ];
  return [
    ...checkReferences(Object.fromEntries(locations.slice(1))),
    ...locations
      .filter(([, uri]) => !/^(hf|s3|pvc):\/\//.test(uri))
      .map(([path, uri]) =>
        errorAt(
          path,
          'adapter-storage',
          `must begin with hf://, s3:// or pvc:// where there are adapters, but is ${uri}: KServe mounts one image in a pod`,
        ),
      ),
  ];
}

function checkScaling({ input, platform, families }: Context): Issue[] {
  const { scaling, replicas } = input;
  const issues: Issue[] = [];
  if (replicas.min === 0 && scaling.by !== 'external') {
    issues.push(
      errorAt(
        'replicas.min',
        'replicas-zero',
        'must be at least 1: KServe starts a server all the same, and in its standard mode no request wakes one up; scale by external with a schedule of the family autoscaling',
      ),
    );
  }
  if (scaling.by === 'keda') {
    issues.push(...checkMaximum(replicas));
    if (platform.monitoring.prometheusUrl === undefined) {
      issues.push(
        errorAt(
          'platform.monitoring.prometheusUrl',
          'scaling-prometheus',
          'is missing: scaling asks Prometheus for the queue of the engine; set it in the target, or scale by none',
        ),
      );
    }
  }
  if (scaling.by === 'external' && !families.includes('autoscaling')) {
    issues.push(
      warningAt(
        'scaling.by',
        'scaling-missing',
        'is external, but nothing in the intent scales the servers; add the family autoscaling',
      ),
    );
  }
  if (scaling.by === 'none' && replicas.max !== undefined) {
    issues.push(
      warningAt(
        'replicas.max',
        'replicas-unscaled',
        'has no effect: nothing scales the servers; scale by keda, or by external with the family autoscaling',
      ),
    );
  }
  return issues;
}

function checkCanaries(context: Context): Issue[] {
  const { subject, input, platform } = context;
  const { canaries, replicas, runtime, server } = input;
  if (canaries.length === 0) {
    return [];
  }
  const issues: Issue[] = findRepeated({
    items: canaries,
    keyOf: ({ name }) => name,
    pathOf: index => `canaries[${index}].name`,
    code: 'canary-unique',
  });
  const total = canaries.reduce(
    (sum, { trafficPercent }) => sum + trafficPercent,
    0,
  );
  if (total > 100) {
    issues.push(
      errorAt(
        'canaries',
        'canary-traffic',
        `must not get more than 100 percent of the requests together, but get ${total}`,
      ),
    );
  }
  if (server === 'custom') {
    issues.push(
      errorAt(
        'canaries',
        'canary-server',
        "must not stand beside a container of one's own: KServe compares models; use the server vllm",
      ),
    );
  }
  canaries.forEach(({ source, engine, servers }, index) => {
    const at = `canaries[${index}]`;
    if (servers > Math.max(1, replicas.min)) {
      issues.push(
        errorAt(
          `${at}.servers`,
          'canary-servers',
          `must not be above replicas.min (${replicas.min}), but is ${servers}`,
        ),
      );
    }
    if (engine?.lora ?? input.engine.lora) {
      issues.push(
        errorAt(
          at,
          'canary-adapters',
          'must not have adapters; serve them from a deployment of their own',
        ),
      );
    }
    issues.push(
      ...under(at, [
        ...checkSource(source),
        ...checkStorage(source),
        ...(engine
          ? checkEngine(engine, {
              managedEnv: MANAGED_ENV,
              version: versionOf(context, engine),
            })
          : []),
      ]),
      ...under(
        at,
        engine
          ? checkPlacement({
              placement: input.placement,
              gpusPerNode:
                engine.tensorParallel *
                engine.pipelineParallel *
                engine.dataParallel,
            }).map(issue => ({
              ...issue,
              path: 'engine',
              message: `${issue.message}; candidates get the placement of the stable one`,
            }))
          : [],
      ),
    );
    if (
      source.token &&
      (runtime.serviceAccount ||
        source.token.name !== (input.source.token ?? platform.hub.token)?.name)
    ) {
      issues.push(
        errorAt(
          `${at}.source.token`,
          'canary-token',
          `must be the one of the stable source: all pods of ${subject.name} load with one ServiceAccount`,
        ),
      );
    }
  });
  return issues;
}
