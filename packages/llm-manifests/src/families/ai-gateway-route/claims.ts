import type { DeploymentSubject } from '../../intent/subject';
import type { NameClaim } from '../Family';
import type { AiGatewayRouteInput } from './input';

/** The names that clients ask for: on one host, two routes for the same name would share its requests by chance. */
export function claimModelNames(options: {
  subject: DeploymentSubject;
  input: AiGatewayRouteInput;
}): NameClaim[] {
  const { servedModelName, aliases } = options.subject;
  const { hostnames, adapters } = options.input;
  // Without host names a route answers on all of them.
  const hosts = hostnames.length > 0 ? hostnames : [''];
  const names = [
    { field: 'subject.servedModelName', value: servedModelName },
    ...aliases.map((value, index) => ({
      field: `subject.aliases[${index}]`,
      value,
    })),
    ...adapters.map((value, index) => ({ field: `adapters[${index}]`, value })),
  ];
  return names.flatMap(name =>
    hosts.map(host => ({
      ...name,
      place: JSON.stringify(['gateway', host]),
      where: 'on the gateway',
    })),
  );
}
