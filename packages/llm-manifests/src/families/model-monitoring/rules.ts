import { formatRatio } from '@modelyard/llm-units';
import { nameOfRef } from '../../objects/commonMetadata';
import { matchers, seriesName } from '../../serving/vllmSeries';
import { BurnRate, burnRates, RECORDED, round } from './burnRates';
import {
  ANSWERS,
  Context,
  jobOf,
  Objective,
  objectivesOf,
  selectorOf,
  windowDays,
} from './objectives';

/** A rule as Prometheus reads it. */
interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The groups of a PrometheusRule. */
export function ruleGroups(context: Context) {
  const objectives = objectivesOf(context);
  const { name } = context.subject;
  return [
    {
      name: `${name}-objectives`,
      rules: objectives.flatMap(objective => recordings(context, objective)),
    },
    {
      name: `${name}-budget`,
      rules: objectives.flatMap(objective => budgetAlerts(context, objective)),
    },
    { name: `${name}-engine`, rules: engineAlerts(context) },
  ].filter(({ rules }) => rules.length > 0);
}

/** What a series and an alert are about. */
function identity({ subject }: Context): Record<string, string> {
  return {
    namespace: subject.namespace,
    modelyard_deployment: subject.name,
    model: subject.servedModelName,
  };
}

function recordName(window: string): string {
  return `modelyard:slo_errors:ratio_rate${window}`;
}

function recordings(context: Context, objective: Objective): Rule[] {
  return RECORDED.map(window => ({
    record: recordName(window),
    expr: objective.errors(window),
    labels: { ...identity(context), slo: objective.id },
  }));
}

function recorded(
  { subject }: Context,
  objective: Objective,
  window: string,
): string {
  return `${recordName(window)}{namespace="${
    subject.namespace
  }",modelyard_deployment="${subject.name}",slo="${objective.id}"}`;
}

/** Whether requests can fail so fast at all: nothing fails more than always. */
export function canFire(objective: Objective, { factor }: BurnRate): boolean {
  return factor * objective.budget < 1;
}

function budgetAlerts(context: Context, objective: Objective): Rule[] {
  const days = windowDays(context);
  return burnRates(days)
    .filter(rate => canFire(objective, rate))
    .map(rate => {
      const limit = round(rate.factor * objective.budget);
      const over = (window: string) =>
        `${recorded(context, objective, window)} > ${limit}`;
      return {
        alert: 'ModelErrorBudgetBurns',
        expr: `${over(rate.long)} and ${over(rate.short)}`,
        labels: alertLabels(context, rate.severity, {
          slo: objective.id,
          window: rate.long,
        }),
        annotations: annotations(
          context,
          `${context.subject.name} misses its objective: ${objective.title}`,
          `Over ${rate.long}, {{ $value | humanizePercentage }} of ${
            objective.of
          } broke it: at least ${
            rate.factor
          } times the share that it allows. At this pace ${formatRatio(
            rate.spent,
            { locale: 'en' },
          )} of the budget for ${days} days is gone in that time.`,
        ),
      };
    });
}

function engineAlerts(context: Context): Rule[] {
  const { subject, input, serving } = context;
  const { downAfter, waitingRequests, kvCacheUsage } = input.alerts;
  const version = serving?.engine.version;
  const selector = selectorOf(context);
  const up = `up{job="${jobOf(context)}",namespace="${subject.namespace}"}`;
  const waiting = `${seriesName('requestsWaiting', version)}${matchers(
    selector,
    ANSWERS,
  )}`;
  const usage = `${seriesName('kvCacheUsage', version)}${matchers(selector)}`;
  return [
    // Where a schedule or a lack of requests may take all servers away, their absence means nothing.
    ...(serving && serving.replicas.min > 0
      ? [
          {
            alert: 'ModelDown',
            expr: `sum(${up}) == 0 or absent(${up})`,
            for: downAfter,
            labels: alertLabels(context, 'page'),
            annotations: annotations(
              context,
              `No server of ${subject.name} answers`,
              `Prometheus has reached none for ${downAfter}.`,
            ),
          },
        ]
      : []),
    {
      alert: 'ModelRequestsWait',
      expr: `avg(sum by (instance) (avg_over_time(${waiting}[5m]))) > ${waitingRequests}`,
      for: '10m',
      labels: alertLabels(context, 'ticket'),
      annotations: annotations(
        context,
        `Requests to ${subject.name} wait`,
        '{{ $value | humanize }} requests wait at each server on average; more servers, or fewer requests, would help.',
      ),
    },
    {
      alert: 'ModelContextMemoryFull',
      expr: `max by (pod) (avg_over_time(${usage}[5m])) > ${kvCacheUsage}`,
      for: '10m',
      labels: alertLabels(context, 'ticket'),
      annotations: annotations(
        context,
        `The memory for context of ${subject.name} is nearly full`,
        'It is {{ $value | humanizePercentage }} full in {{ $labels.pod }}: requests are put off, or begin anew.',
      ),
    },
  ];
}

function alertLabels(
  context: Context,
  severity: 'page' | 'ticket',
  further: Record<string, string> = {},
): Record<string, string> {
  const { subject, input } = context;
  return {
    ...input.alerts.labels,
    ...identity(context),
    environment: subject.environment,
    owner: nameOfRef(subject.owner),
    severity: input.alerts[severity],
    ...further,
  };
}

function annotations(
  { input }: Context,
  summary: string,
  description: string,
): Record<string, string> {
  return {
    summary,
    description,
    ...(input.alerts.runbook && { runbook_url: input.alerts.runbook }),
  };
}
