import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { formatBytes } from '@modelyard/llm-units';
import { ClusterClient, ClusterUnavailable } from './ClusterClient';
import { KindTable } from './KindTable';
import { DryRunReport, DryRunResult, ManifestDryRun } from './ManifestDryRun';
import { addressOf } from './ManifestObject';
import { isRefusedSignIn, readAnswer } from './readAnswer';

/** How the portal itself signs in, whoever asks; with the other ways it is the user who does, and a task has none. */
const SIGNS_IN_ITSELF = [
  'serviceAccount',
  'aws',
  'azure',
  'googleServiceAccount',
];

const REQUEST_TIMEOUT = 10_000;
const RUN_TIMEOUT = 60_000;
const AT_ONCE = 4;
/** Most objects of a run. */
const MAX_OBJECTS = 200;
/** An API server takes 3 MiB, and stores half of that. */
const MAX_OBJECT_BYTES = 1024 * 1024;

/**
 * Server-side dry runs in the clusters that the Kubernetes plugin of the portal has, with its credentials for them.
 *
 * @public
 */
export class PortalDryRun implements ManifestDryRun {
  readonly #client: ClusterClient;
  readonly #clusters: ReadonlyMap<string, string>;

  /** @param options - `clusters` has the names of clusters by those of targets; others are called as their target is */
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    clusters: ReadonlyMap<string, string>;
  }): PortalDryRun {
    const { clusters, ...services } = options;
    return new PortalDryRun(
      new ClusterClient({ ...services, timeout: REQUEST_TIMEOUT }),
      clusters,
    );
  }

  private constructor(
    client: ClusterClient,
    clusters: ReadonlyMap<string, string>,
  ) {
    this.#client = client;
    this.#clusters = clusters;
  }

  /** {@inheritDoc ManifestDryRun.run} */
  async run(options: {
    target: string;
    objects: readonly unknown[];
    signal?: AbortSignal;
  }): Promise<DryRunReport> {
    const { target, objects, signal } = options;
    const cluster = this.#clusters.get(target) ?? target;
    try {
      const obstacle = await this.#obstacleOf({ target, cluster, signal });
      return obstacle === undefined
        ? await this.#ask({ cluster, objects, signal })
        : { ran: false, reason: obstacle };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ClusterUnavailable) {
        return { ran: false, reason: error.message };
      }
      throw error;
    }
  }

  /** Why the cluster of a target cannot be asked. */
  async #obstacleOf(options: {
    target: string;
    cluster: string;
    signal?: AbortSignal;
  }): Promise<string | undefined> {
    const { target, cluster, signal } = options;
    const listed = await this.#client.listClusters(signal);
    const found = listed?.find(({ name }) => name === cluster);
    if (!found) {
      return `no cluster is configured for target ${target}${
        cluster === target ? '' : `: the portal has none named ${cluster}`
      }`;
    }
    return SIGNS_IN_ITSELF.includes(found.authProvider)
      ? undefined
      : `the cluster ${cluster} signs in users, not the portal (authProvider ${found.authProvider})`;
  }

  async #ask(options: {
    cluster: string;
    objects: readonly unknown[];
    signal?: AbortSignal;
  }): Promise<DryRunReport> {
    const { cluster, objects } = options;
    const late = AbortSignal.timeout(RUN_TIMEOUT);
    const signal = options.signal
      ? AbortSignal.any([options.signal, late])
      : late;
    const kinds = new KindTable({ client: this.#client, cluster, signal });
    const results = new Array<DryRunResult | undefined>(objects.length);
    let failure: Error | undefined;
    let next = 0;
    const work = async () => {
      while (failure === undefined && next < objects.length) {
        const index = next;
        next += 1;
        try {
          results[index] =
            index < MAX_OBJECTS
              ? await this.#askFor({
                  cluster,
                  kinds,
                  object: objects[index],
                  signal,
                })
              : notChecked(`only ${MAX_OBJECTS} objects are sent at a time`);
        } catch (error) {
          options.signal?.throwIfAborted();
          failure = late.aborted
            ? new ClusterUnavailable(
                `the cluster ${cluster} did not answer for all objects within ${
                  RUN_TIMEOUT / 1000
                } s`,
              )
            : (error as Error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // What a cluster has refused before it went away stays refused.
    if (
      failure !== undefined &&
      (!(failure instanceof ClusterUnavailable) ||
        results.every(result => result === undefined))
    ) {
      throw failure;
    }
    const { message = '' } = failure ?? {};
    return {
      ran: true,
      cluster,
      results: Array.from(results, result => result ?? notChecked(message)),
    };
  }

  async #askFor(options: {
    cluster: string;
    kinds: KindTable;
    object: unknown;
    signal: AbortSignal;
  }): Promise<DryRunResult> {
    const { cluster, kinds, object, signal } = options;
    const address = addressOf(object);
    if (typeof address === 'string') {
      return notChecked(address);
    }
    const body = JSON.stringify(object);
    if (Buffer.byteLength(body) > MAX_OBJECT_BYTES) {
      return notChecked(`it is larger than ${formatBytes(MAX_OBJECT_BYTES)}`);
    }
    const found = await kinds.pathOf(address);
    if ('reason' in found) {
      return notChecked(found.reason);
    }
    const answer = await this.#client.applyInDryRun({
      cluster,
      path: found.path,
      body,
      signal,
    });
    if (isRefusedSignIn(answer)) {
      throw new ClusterUnavailable(
        `the cluster ${cluster} does not take the credentials of the portal`,
      );
    }
    return readAnswer(answer, address.namespace);
  }
}

function notChecked(reason: string): DryRunResult {
  return { outcome: 'not-checked', reason };
}
