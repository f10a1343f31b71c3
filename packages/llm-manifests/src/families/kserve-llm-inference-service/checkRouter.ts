import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import type { SchedulerInput } from './input';
import type { Context } from './pools';

/** What KServe wants of the way of a request to a server. */
export function checkRouter(context: Context): Issue[] {
  const { subject, input, platform, families } = context;
  const { expose, routes, group, weight, scheduler } = input.router;
  const issues: Issue[] = [];
  const refuse = (path: string, code: string, message: string) =>
    issues.push(errorAt(`router.${path}`, code, message));

  if (expose === 'target' && !platform.gateway) {
    refuse(
      'expose',
      'router-gateway',
      `is target, but ${platform.name} has no gateway; choose kserve or none`,
    );
  }
  if (routes.length > 0 && expose === 'kserve') {
    refuse(
      'routes',
      'router-routes',
      "must be empty with KServe's own gateway; expose it on the gateway of the target",
    );
  }
  if ((group === undefined) !== (weight === undefined)) {
    refuse(
      group === undefined ? 'group' : 'weight',
      'router-group',
      'is required: a group and a weight go together',
    );
  }
  if (group !== undefined && (expose === 'none' || routes.length > 0)) {
    refuse(
      'group',
      'router-group',
      'needs a route that KServe makes; expose it on a gateway, and leave routes out',
    );
  }
  if (expose !== 'none' && families.includes('ai-gateway-route')) {
    issues.push(
      warningAt(
        'router.expose',
        'router-bypass',
        `opens /${subject.namespace}/${subject.name} beside the route of the family ai-gateway-route, and so beside its limits; choose none`,
      ),
    );
  }
  if (subject.aliases.length > 0) {
    issues.push(
      warningAt(
        'subject.aliases',
        'aliases-runtime',
        'are answered only where the gateway puts the served name in their place: KServe gives the engine one name',
      ),
    );
  }
  if (!scheduler && input.prefill) {
    refuse(
      'scheduler',
      'scheduler-prefill',
      'is required with prefill: it tells a server who reads the prompt',
    );
  }
  return [...issues, ...(scheduler ? checkScheduler(context, scheduler) : [])];
}

function checkScheduler(
  { input }: Context,
  { config, weights, prefillFrom }: SchedulerInput,
): Issue[] {
  const issues: Issue[] = [];
  if (config && (weights || prefillFrom !== undefined)) {
    issues.push(
      errorAt(
        'router.scheduler.config',
        'scheduler-config',
        'must not stand beside weights or prefillFrom: KServe takes one configuration',
      ),
    );
  }
  if (weights && Object.values(weights).every(value => value === 0)) {
    issues.push(
      errorAt(
        'router.scheduler.weights',
        'scheduler-weights',
        'must not all be 0',
      ),
    );
  }
  if (weights && weights.loraAffinity > 0 && !input.engine.lora) {
    issues.push(
      errorAt(
        'router.scheduler.weights.loraAffinity',
        'scheduler-adapters',
        'must be 0 where there are no adapters',
      ),
    );
  }
  if (prefillFrom !== undefined && !input.prefill) {
    issues.push(
      errorAt(
        'router.scheduler.prefillFrom',
        'scheduler-prefill',
        'needs servers for reading prompts; add prefill',
      ),
    );
  }
  return issues;
}
