import { KnownWorkload } from '../sizing/Workload';
import { assessOnBase } from './adapterOnBase';
import { AssessedVersion } from './AssessOptions';
import { closeVerdict, OpenVerdict } from './closeVerdict';
import { reason } from './reasonCodes';
import { Request } from './Request';

/** An adapter runs where its base runs, and nowhere else. */
export function adapterVerdicts(options: {
  request: Request;
  version: AssessedVersion;
  workload: KnownWorkload;
}): OpenVerdict[] {
  const { request, version, workload } = options;
  const base = request.options.intent?.base;
  return request.groups.map(group => {
    const { pool, devices } = group;
    if (base && base.pool === pool.name && base.devices === devices.name) {
      return assessOnBase({ request, version, base, workload, group });
    }
    return closeVerdict(request, group, {
      before: [
        base
          ? reason(
              'base-not-here',
              `${base.deployment} of ${base.model} runs on ${base.pool}, ${base.devices}, and the adapter with it`,
            )
          : reason(
              'adapter-needs-base',
              `${
                version.name
              } is an adapter: it is served by a deployment of its base${
                version.adapter ? ` ${version.adapter.baseModel}` : ''
              }, and none was named`,
            ),
      ],
    });
  });
}
