import {
  LlmCard,
  missingAnnotation,
  noData,
  ready,
  stale,
  type CardState,
} from '@modelyard/plugin-llm-react';
import Grid from '@material-ui/core/Grid';

const value = 'Four of four replicas run version 2026-05-fp8.';

/** Every state that a card can be in, and every sort of error. */
const states: Record<string, CardState<string>> = {
  Ready: ready(value),
  Loading: { status: 'loading' },
  Stale: stale({
    value,
    asOf: new Date(Date.now() - 12 * 60_000),
    reason: 'no answer from cluster fra-1',
  }),
  'No data, with a next step': noData({
    reason: 'No deployment is declared: nothing serves this model.',
    nextStep: { label: 'Compare models', to: '/llm' },
  }),
  'Missing annotations': missingAnnotation({
    annotations: ['modelyard.dev/ai-risk-class', 'modelyard.dev/intended-use'],
    reason: 'They decide which models this system may use.',
  }),
  'Not allowed': { status: 'not_allowed', permission: 'llm.source.read' },
  'Error: no connection': {
    status: 'error',
    error: new TypeError('Failed to fetch'),
    retry: () => {},
  },
  'Error: backend': {
    status: 'error',
    error: Object.assign(
      new Error('Request failed with 503 Service Unavailable'),
      { name: 'ResponseError', statusCode: 503 },
    ),
    retry: () => {},
  },
  'Error: cannot be mended by asking again': {
    status: 'error',
    error: new Error('the answer holds no list of models'),
  },
};

/** The frame in each of its states. */
export function FrameStates() {
  return (
    <Grid container spacing={3}>
      {Object.entries(states).map(([title, state]) => (
        <Grid item key={title} xs={12} md={4}>
          <LlmCard title={title} subheader="Card frame" state={state}>
            {text => text}
          </LlmCard>
        </Grid>
      ))}
    </Grid>
  );
}
