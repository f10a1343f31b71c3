import { Dialect, text } from './Dialect';
import { genAiNames } from './names';
import { operationOf } from './operations';

/** Programs with instrumentation of OpenLLMetry, which Traceloop makes. */
export const openLlmetry: Dialect = {
  id: 'openllmetry',
  title: 'OpenLLMetry',
  checked: 'opentelemetry-semantic-conventions-ai 0.4',
  recognises: ({ attributes }) =>
    attributes.has('llm.request.type') || attributes.has('traceloop.span.kind'),
  // Workflows, tasks, agents and tools carry a kind; calls carry a type.
  isCall: ({ attributes }) =>
    operationOf(text(attributes, ['llm.request.type'])) !== undefined,
  vantage: () => 'client-log',
  names: {
    ...genAiNames,
    operation: [...genAiNames.operation, 'llm.request.type'],
  },
  cacheReads: 'included',
  marks: ['llm.request.type', 'traceloop.span.kind'],
};
