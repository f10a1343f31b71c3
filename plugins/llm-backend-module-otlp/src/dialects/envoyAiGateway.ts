import { Resource, Scope } from '../decode/records';
import { Dialect, text } from './Dialect';
import { bothNames, genAiNames, openInferenceNames } from './names';
import { operationOf } from './operations';

const isGateway = (scope: Scope, { attributes }: Resource) =>
  scope.name.includes('ai-gateway') ||
  attributes.get('service.name') === 'ai-gateway';

/** Envoy AI Gateway, which writes the names of OpenInference, or of OpenTelemetry where it is told to. */
export const envoyAiGateway: Dialect = {
  id: 'envoy-ai-gateway',
  title: 'Envoy AI Gateway',
  checked: 'internal/tracing of Envoy AI Gateway 1.1',
  recognises: ({ scope, resource }) => isGateway(scope, resource),
  isGateway,
  isCall: ({ attributes }) =>
    operationOf(
      text(attributes, ['openinference.span.kind', 'gen_ai.operation.name']),
    ) !== undefined,
  vantage: () => 'gateway-log',
  names: bothNames(
    {
      ...genAiNames,
      // The model that was asked for, before a route chose another.
      model: ['gen_ai.original.model', ...genAiNames.model],
    },
    openInferenceNames,
  ),
  cacheReads: 'included',
};
