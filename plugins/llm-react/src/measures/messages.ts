import { measureTitles, partTitles } from './titleMessages';

/** Texts of figures: units, what limits them, why there is none, and how they came about. */
export const measuresMessages = {
  title: measureTitles,
  part: partTitles,
  unit: {
    tokens_one: '{{value}} token',
    tokens_other: '{{value}} tokens',
    requests_one: '{{value}} request',
    requests_other: '{{value}} requests',
    checks_one: '{{value}} check',
    checks_other: '{{value}} checks',
    factor: '{{value}} ×',
    tokensPerSecond: '{{value}} tokens/s',
    kilowattHours: '{{value}} kWh',
    wattHoursPerThousandTokens: '{{value}} Wh per 1,000 tokens',
    gramsCo2e: '{{value}} g CO₂e',
    kilogramsCo2e: '{{value}} kg CO₂e',
    gpuHours_one: '{{value}} GPU-hour',
    gpuHours_other: '{{value}} GPU-hours',
    gpus_one: '{{value}} GPU',
    gpus_other: '{{value}} GPUs',
    characters_one: '{{value}} character',
    characters_other: '{{value}} characters',
    images_one: '{{value}} image',
    images_other: '{{value}} images',
    texts_one: '{{value}} text',
    texts_other: '{{value}} texts',
    documents_one: '{{value}} document',
    documents_other: '{{value}} documents',
  },
  ratio: {
    nearlyNone: 'less than {{value}}',
    nearlyAll: 'more than {{value}}',
  },
  bounds: {
    between: 'between {{low}} and {{high}}',
    low: 'at least {{low}}',
    high: 'at most {{high}}',
    open: 'how far off it may be is not known',
  },
  qualifier: {
    approximate: 'estimated',
    partial: 'incomplete, may be more',
    stale: 'old',
  },
  provenance: {
    label: 'Where the figures come from',
    complete: 'complete',
    covered: '{{share}} covered',
  },
  objective: {
    below: '< {{limit}}',
    above: '≥ {{limit}}',
    yes: 'Meets the objective, {{objective}}',
    no: 'Misses the objective, {{objective}}',
    undecided: 'Whether it meets the objective cannot be told: {{objective}}',
  },
  state: {
    no_traffic: 'no traffic',
    no_data: 'no data',
    not_instrumented: 'not measured',
    not_applicable: 'does not apply',
    error: 'could not be read',
  },
  stateTitle: {
    no_traffic: 'No traffic',
    no_data: 'No data',
    not_instrumented: 'Not measured yet',
    not_applicable: 'Does not apply',
    error: 'This could not be read',
  },
  reason: {
    'no-traffic': 'Nothing came in during this time',
    'no-series':
      'The data source answered, but has nothing on this for this time',
    'no-source': 'No data source that is set up reports this',
    'no-amount': 'The data source has no amount for this time',
    'no-sum': 'The data source does not report a sum, which a mean needs',
    'never-saturated':
      'Requests never waited during this time: how much the deployment can do cannot be told from its traffic',
    'denominator-uncertain':
      'Nothing was counted, but a part was not seen, so whether there was traffic is not known',
    'too-early':
      'The month has just begun, and nothing is known of the days before',
    'no-budget': 'Neither this nor what it belongs to has a budget',
    'no-baseline':
      'No baseline is recorded for this version and this deployment',
    'no-intensity':
      'The configuration gives no carbon intensity for the region',
  },
  missing: {
    sentence: '{{reason}}.',
    ofSources: '{{reason}} (asked: {{sources}}).',
    named: '{{names}}: {{reason}}',
    sources: 'Look at the data sources',
  },
  setUp: {
    traffic:
      'To see it, let the gateway send its telemetry to the portal (OTLP), or connect a Prometheus-compatible engine that scrapes the gateway or the serving engine.',
    latency:
      'To see it, connect a Prometheus-compatible engine that scrapes the gateway or the serving engine, or let the gateway send its metrics to the portal (OTLP).',
    engine:
      'To see it, connect a Prometheus-compatible engine that scrapes the serving engine, such as vLLM.',
    gateway:
      'To see it, the requests must be counted twice: at the gateway and at the serving engine.',
    guardrails:
      'To see it, let a guardrail report its checks: the gateway itself, NeMo Guardrails or TrustyAI.',
    pii: 'To see it, let a guardrail that looks for personal data report what it scanned and what it left unmasked.',
    gpus: 'To see it, run the DCGM exporter on the GPU nodes, and connect the engine that scrapes it.',
    allocation:
      'To see it, run kube-state-metrics in the cluster, and connect the engine that scrapes it.',
    quota:
      'To see it, turn on the metrics of cluster queues in Kueue, and connect the engine that scrapes it.',
    used: 'To see it, give the model a price in its catalog file (spec.pricing), and let its usage be counted.',
    held: 'To see it, give the pool a price per GPU-hour in its catalog file, and run kube-state-metrics or OpenCost in the cluster.',
    other: 'To see it, connect a data source that reports it.',
  },
  explain: {
    open: 'Explain the figures: {{title}}',
    close: 'Close',
    title: 'How these figures came about',
    refresh: 'Read again',
    window: '{{from}} to {{to}}',
    formula: 'Formula',
    inputs: 'Inputs',
    notes: 'Good to know',
    parts: 'Further figures',
    objective: 'Objective',
    source: 'from {{source}}',
    query: 'query of {{name}}',
    inputState: {
      read: 'read',
      absent: 'nothing there',
    },
    observations: '{{value}} observations',
    amount: '{{value}} {{unit}}',
    noInputs: 'Nothing was asked for it.',
  },
  list: {
    title: 'All measures',
    subheader: 'Everything that is measured of a model for this task',
    show: 'Show all measures',
    hide: 'Hide all measures',
    table: 'Measures of {{model}}',
    measure: 'Measure',
    window: 'Time',
    figure: 'Figure',
    objective: 'Objective',
    noObjective: 'none',
    explain: 'Explanation',
    age: 'Newest data',
    noAge: 'not known',
    none: 'Nothing is measured for this task.',
  },
  window: {
    '1h': 'Last hour',
    '6h': 'Last 6 hours',
    '24h': 'Last 24 hours',
    '7d': 'Last 7 days',
    '30d': 'Last 30 days',
    '90d': 'Last 90 days',
    month: 'This month',
    slo: 'Time of the objectives',
  },
} as const;
