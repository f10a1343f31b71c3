import { GroupVerdict } from '@modelyard/llm-sizing';
import { planServing } from '@modelyard/llm-manifests';
import { countOf, Result } from '@modelyard/llm-units';
import {
  findVersion,
  GpuPoolEntityV1alpha1,
  ModelEntityV1alpha1,
  readArchitecture,
  toQueue,
} from '@modelyard/plugin-llm-common';
import { InputError } from '@backstage/errors';
import { findTooMany, shapeOf } from './declaredRoom';
import { AssessQuestion } from './question';
import { fullRef } from './readEntities';

/** Fields of a serving family that a verdict decides. */
export interface Serving {
  target: string;
  source: Record<string, unknown>;
  engine: Record<string, unknown>;
  placement: Record<string, unknown>;
  nodes: number;
  replicas: { min: number; max?: number };
  memory: string;
  storage: string;
  queue?: string | null;
}

/** What a verdict means for the family that serves the model; undefined where nothing could be placed. */
export function servingOf(options: {
  question: AssessQuestion;
  engine: AssessQuestion['engine'];
  model: ModelEntityV1alpha1;
  pool: GpuPoolEntityV1alpha1;
  group: GroupVerdict;
}): Result<Serving> | undefined {
  const { question, engine, model, pool, group } = options;
  const { placement, sizing } = group;
  const devices = pool.spec.devices.find(({ name }) => name === group.devices);
  const version = placement && findVersion(model, placement.version);
  if (!placement || !devices || !version) {
    return undefined;
  }
  const { tensorParallel, pipelineParallel } = placement.parallelism;
  const plan = planServing({
    placement,
    devices: { ...devices, sharedClaim: question.sharedClaim },
    engine,
    weightBytes:
      readArchitecture(version)?.weightBytes ??
      (sizing?.memory.weights.high ?? 0) * tensorParallel * pipelineParallel,
  });
  if (!plan.ok) {
    return plan;
  }
  const { servers, ...fields } = plan.value;
  const { min = servers, max } = question.replicas ?? {};
  const { queue, issues: uncounted } = toQueue({
    entity: pool,
    devices: group.devices,
    group: question.group
      ? fullRef('group', question.group, 'Group')
      : undefined,
    namespace: question.namespace,
  });
  const tooMany = findTooMany({
    replicas: question.replicas,
    devices,
    shape: shapeOf(placement),
    overridden: question.override !== undefined,
  });
  if (tooMany.some(({ severity }) => severity === 'error')) {
    return { ok: false, issues: tooMany };
  }
  const issues = [...plan.issues, ...uncounted, ...tooMany];
  if ((max ?? min) < servers) {
    issues.push({
      path: 'replicas',
      code: 'replicas-workload',
      message: `allow ${countOf(
        max ?? min,
        'server',
      )} at most, but the workload needs ${servers}`,
      severity: 'warning',
    });
  }
  return {
    ok: true,
    value: {
      ...fields,
      target: pool.spec.cluster,
      source: sourceOf(version, question),
      replicas: { min, ...(max !== undefined && { max }) },
      ...(queue !== undefined && { queue }),
    },
    issues,
  };
}

function sourceOf(
  version: NonNullable<ReturnType<typeof findVersion>>,
  { token }: AssessQuestion,
): Record<string, unknown> {
  const { source, name } = version;
  if (!source?.uri) {
    throw new InputError(
      `The version ${name} has no source.uri: nobody knows where its weights are`,
    );
  }
  const { uri, revision } = source;
  return { uri, ...(revision && { revision }), ...(token && { token }) };
}
