import {
  ClusterAnswer,
  ClusterClient,
  ClusterUnavailable,
} from './ClusterClient';
import { isRecord, ManifestAddress } from './ManifestObject';
import { isRefusedSignIn } from './readAnswer';

interface ServedKind {
  plural: string;
  namespaced: boolean;
}

/** Which kinds a cluster has, asked once for each version of an API. */
export class KindTable {
  readonly #client: ClusterClient;
  readonly #cluster: string;
  readonly #signal: AbortSignal | undefined;
  readonly #versions = new Map<
    string,
    Promise<ReadonlyMap<string, ServedKind> | string>
  >();

  constructor(options: {
    client: ClusterClient;
    cluster: string;
    signal?: AbortSignal;
  }) {
    this.#client = options.client;
    this.#cluster = options.cluster;
    this.#signal = options.signal;
  }

  /** The path of an object, or why it has none there. */
  async pathOf(
    address: ManifestAddress,
  ): Promise<{ path: string } | { reason: string }> {
    const { group, version, kind, name, namespace } = address;
    const api = group ? `/apis/${group}/${version}` : `/api/${version}`;
    const kinds = await this.#kindsOf(api);
    if (typeof kinds === 'string') {
      return { reason: kinds };
    }
    const served = kinds.get(kind);
    if (!served) {
      return {
        reason: `the cluster has no kind ${kind} of ${[group, version]
          .filter(Boolean)
          .join('/')}: what brings it is not installed there`,
      };
    }
    const { plural, namespaced } = served;
    if (namespaced !== (namespace !== undefined)) {
      return {
        reason: namespaced
          ? 'it names no namespace'
          : `a ${kind} belongs to no namespace there, but it names one`,
      };
    }
    const parts = namespaced
      ? ['namespaces', namespace!, plural, name]
      : [plural, name];
    return { path: [api, ...parts.map(encodeURIComponent)].join('/') };
  }

  #kindsOf(api: string): Promise<ReadonlyMap<string, ServedKind> | string> {
    let kinds = this.#versions.get(api);
    if (!kinds) {
      kinds = this.#readKinds(api);
      this.#versions.set(api, kinds);
    }
    return kinds;
  }

  async #readKinds(
    api: string,
  ): Promise<ReadonlyMap<string, ServedKind> | string> {
    const answer = await this.#client.read({
      cluster: this.#cluster,
      path: api,
      signal: this.#signal,
    });
    if (isRefusedSignIn(answer)) {
      throw new ClusterUnavailable(
        `the cluster ${
          this.#cluster
        } does not take the credentials of the portal`,
      );
    }
    if (answer.status >= 500) {
      throw new ClusterUnavailable(
        `the cluster ${
          this.#cluster
        } cannot be asked which kinds it has (status ${answer.status})`,
      );
    }
    return readKinds(answer);
  }
}

/** The kinds of an APIResourceList; parts of objects, such as `deployments/scale`, are none. */
function readKinds({
  status,
  body,
}: ClusterAnswer): ReadonlyMap<string, ServedKind> | string {
  if (status === 404) {
    return new Map();
  }
  if (status !== 200 || !isRecord(body) || !Array.isArray(body.resources)) {
    return `the cluster does not say which kinds it has (it answers with status ${status})`;
  }
  return new Map(
    body.resources.flatMap((resource): Array<[string, ServedKind]> => {
      const { name, kind, namespaced } = isRecord(resource) ? resource : {};
      return typeof name === 'string' &&
        typeof kind === 'string' &&
        /^[a-z0-9-]+$/.test(name)
        ? [[kind, { plural: name, namespaced: namespaced === true }]]
        : [];
    }),
  );
}
