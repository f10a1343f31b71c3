import { Resource, Scope } from '../decode/records';
import { Dialect } from './Dialect';
import { genAiNames } from './names';
import { isGenAiCall } from './otelGenAi';

const isGateway = (scope: Scope, { attributes }: Resource) =>
  scope.name === 'agentgateway' ||
  attributes.get('service.name') === 'agentgateway';

/** agentgateway, the data plane of kgateway for AI. */
export const agentgateway: Dialect = {
  id: 'agentgateway',
  title: 'agentgateway',
  checked: 'crates/agentgateway/src/telemetry/log.rs of agentgateway 1.4',
  recognises: ({ scope, resource }) => isGateway(scope, resource),
  isGateway,
  isCall: isGenAiCall,
  vantage: () => 'gateway-log',
  names: {
    ...genAiNames,
    httpStatus: ['http.status', ...genAiNames.httpStatus],
    grpcStatus: ['grpc.status', ...genAiNames.grpcStatus],
  },
  cacheReads: 'included',
};
