import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import { burnRates, round } from './burnRates';
import {
  boundsAround,
  Context,
  isBound,
  LATENCIES,
  objectivesOf,
  windowDays,
} from './objectives';
import { canFire } from './rules';

/** What the objectives, the engine and the target want of each other. */
export function checkModelMonitoring(context: Context): Issue[] {
  const { input, platform, serving } = context;
  if (!serving) {
    return [
      errorAt(
        '',
        'serving-missing',
        'must stand beside a part that serves the model, such as vllm-deployment: there is nothing to watch',
      ),
    ];
  }
  const issues: Issue[] = [];
  if (Object.keys(platform.monitoring.labels).length === 0) {
    issues.push(
      warningAt(
        'platform.monitoring.labels',
        'monitoring-labels',
        'are empty: a Prometheus that selects its monitors by labels, as most do, does not see them',
      ),
    );
  }
  if (serving.replicas.min === 0) {
    issues.push(
      warningAt(
        'alerts.downAfter',
        'alert-idle',
        'has no effect: the servers may be scaled to none, so that nobody is told when none answers; keep one, or watch from outside whether requests succeed',
      ),
    );
  }
  return [...issues, ...(input.slo ? checkSlo(context) : [])];
}

function checkSlo(context: Context): Issue[] {
  const { input, serving } = context;
  const slo = input.slo ?? { window: '30d' };
  const issues: Issue[] = [];
  const days = windowDays(context);
  if (days < 7 || days > 90) {
    issues.push(
      errorAt(
        'slo.window',
        'slo-window',
        `must be from 7d to 90d, but is ${slo.window}`,
      ),
    );
  }
  for (const field of Object.keys(LATENCIES) as Array<keyof typeof LATENCIES>) {
    const text = slo[field];
    if (text !== undefined) {
      if (serving && serving.engine.task !== 'generate') {
        issues.push(
          errorAt(
            `slo.${field}`,
            'slo-task',
            `has no meaning: a model for ${serving.engine.task} writes no tokens`,
          ),
        );
      }
      issues.push(...checkBound(field, text));
    }
  }
  const objectives = objectivesOf(context);
  for (const objective of objectives) {
    if (objective.budget <= 0 || objective.budget > 0.5) {
      issues.push(
        errorAt(
          objective.path,
          'slo-objective',
          'must be from 50% to less than 100%: what must never fail has no budget that could burn',
        ),
      );
    } else {
      const silent = burnRates(days).filter(rate => !canFire(objective, rate));
      if (silent.length > 0) {
        issues.push(
          warningAt(
            objective.path,
            'slo-silent',
            `allows so many failures that there is no alert over ${silent
              .map(({ long }) => long)
              .join(
                ' and ',
              )}: even if all requests failed, the budget would last`,
          ),
        );
      }
    }
  }
  return issues;
}

/** The engine counts requests in buckets: only at their bounds can it be said how many were faster. */
function checkBound(field: keyof typeof LATENCIES, text: string): Issue[] {
  return isBound(field, text)
    ? []
    : [
        errorAt(
          `slo.${field}`,
          'slo-bound',
          `must be a bound that the engine counts at, so ${boundsAround(
            field,
            text,
          )
            .map(formatBound)
            .join(' or ')}, but is ${text}`,
        ),
      ];
}

function formatBound(seconds: number): string {
  return seconds < 1 ? `${round(seconds * 1000)}ms` : `${seconds}s`;
}
