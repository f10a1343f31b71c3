import { Issue } from '@modelyard/llm-units';
import { errorAt, findRepeated, warningAt } from '../../objects/issueOf';
import { scalingMetric } from '../../serving/scalingMetrics';
import type { HpaInput, KedaInput } from './input';
import { Context, replicasOf } from './render';

/** What the servers, the target and the scaler want of each other. */
export function checkAutoscaling(context: Context): Issue[] {
  const { input, serving } = context;
  if (!serving) {
    return [
      errorAt(
        '',
        'serving-missing',
        'must stand beside a part that serves the model, such as vllm-deployment: there is nothing to scale',
      ),
    ];
  }
  if (serving.scaledBy) {
    return [
      errorAt(
        '',
        'serving-scaled',
        `must not stand beside servers that their own controller scales; use ${serving.scaledBy}`,
      ),
    ];
  }
  const issues: Issue[] = [];
  if (replicasOf(context).max === undefined) {
    issues.push(
      errorAt(
        'replicas.max',
        'scaling-maximum',
        'is required, here or in the serving family',
      ),
    );
  }
  return [
    ...issues,
    ...(input.by.kind === 'keda'
      ? checkKeda(context, input.by)
      : checkHpa(context, input.by)),
  ];
}

function checkKeda(context: Context, keda: KedaInput): Issue[] {
  const { platform, serving } = context;
  const { min, max } = replicasOf(context);
  const issues: Issue[] = findRepeated({
    items: keda.triggers,
    keyOf: ({ metric }) => metric,
    pathOf: index => `by.triggers[${index}].metric`,
    code: 'trigger-unique',
  });
  if (keda.triggers.length === 0 && keda.schedule.length === 0) {
    issues.push(
      errorAt(
        'by.triggers',
        'trigger-missing',
        'must have one, where there is no schedule either',
      ),
    );
  }
  if (keda.triggers.length > 0 && !platform.monitoring.prometheusUrl) {
    issues.push(
      errorAt(
        'platform.monitoring.prometheusUrl',
        'scaling-prometheus',
        'is missing: KEDA asks Prometheus for the queue of the engine; set it in the target, or scale by a schedule',
      ),
    );
  }
  keda.triggers.forEach(({ metric, target }, index) => {
    if (scalingMetric(metric).unit === 'share' && target > 1) {
      issues.push(
        errorAt(
          `by.triggers[${index}].target`,
          'trigger-share',
          `must not be above 1, the whole memory for context, but is ${target}`,
        ),
      );
    }
    if (
      scalingMetric(metric).unit === 'seconds' &&
      serving?.engine.task !== 'generate'
    ) {
      issues.push(
        errorAt(
          `by.triggers[${index}].metric`,
          'trigger-task',
          `must be another: a model for ${serving?.engine.task} writes no tokens; use requests-waiting`,
        ),
      );
    }
  });
  keda.schedule.forEach(({ servers }, index) => {
    if (max !== undefined && servers > max) {
      issues.push(
        errorAt(
          `by.schedule[${index}].servers`,
          'schedule-servers',
          `must not be above the maximum (${max}), but is ${servers}`,
        ),
      );
    }
  });
  if (keda.fallback && max !== undefined && keda.fallback.servers > max) {
    issues.push(
      errorAt(
        'by.fallback.servers',
        'fallback-servers',
        `must not be above the maximum (${max}), but is ${keda.fallback.servers}`,
      ),
    );
  }
  if (min === 0) {
    issues.push(
      warningAt(
        'replicas.min',
        'scale-to-zero',
        keda.schedule.length > 0
          ? 'is 0: the first request after a pause fails or waits, for loading a model takes minutes'
          : 'is 0, and nothing wakes a server up again: without servers the engine reports no queue; add a schedule, or keep one server',
      ),
    );
  }
  return issues;
}

function checkHpa(context: Context, { metrics }: HpaInput): Issue[] {
  const issues: Issue[] = [];
  if (replicasOf(context).min === 0) {
    issues.push(
      errorAt(
        'replicas.min',
        'replicas-zero',
        'must be at least 1: Kubernetes does not scale to none by itself; use keda',
      ),
    );
  }
  metrics.forEach(({ of, each }, index) => {
    if (of === 'pods' && !each) {
      issues.push(
        errorAt(
          `by.metrics[${index}].each`,
          'metric-pods',
          'must be true for a metric of pods, which is always compared with its average',
        ),
      );
    }
  });
  return issues;
}
