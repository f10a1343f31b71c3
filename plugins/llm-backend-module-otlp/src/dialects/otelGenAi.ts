import { SERVER, Span } from '../decode/records';
import { Dialect, text } from './Dialect';
import { genAiNames } from './names';
import { operationOf } from './operations';

/** Whether a span of the conventions of OpenTelemetry is the call to a model. */
export function isGenAiCall({ attributes }: Span): boolean {
  const operation = text(attributes, genAiNames.operation);
  if (operation !== '') {
    return operationOf(operation) !== undefined;
  }
  // Before version 1.27 there was no name of the operation.
  return (
    text(attributes, ['gen_ai.request.model', 'gen_ai.response.model']) !==
      '' &&
    [...genAiNames.inputTokens, ...genAiNames.outputTokens].some(name =>
      attributes.has(name),
    )
  );
}

/** Programs with instrumentation that follows the conventions of OpenTelemetry for generative AI. */
export const otelGenAi: Dialect = {
  id: 'otel-gen-ai',
  title: 'OpenTelemetry GenAI',
  checked:
    'semantic-conventions 1.25 to 1.41, semantic-conventions-genai of August 2026',
  recognises: () => true,
  isCall: isGenAiCall,
  vantage: ({ kind }) => (kind === SERVER ? 'engine-log' : 'client-log'),
  names: genAiNames,
  cacheReads: 'included',
};
