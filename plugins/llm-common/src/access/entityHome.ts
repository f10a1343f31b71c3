import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';

/**
 * Type of the location refs of entities from the GitOps repository: `modelyard-gitops:<path>`. Also the name of the
 * catalog's entity provider and its location key.
 *
 * @public
 */
export const GITOPS_LOCATION_TYPE = 'modelyard-gitops';

/**
 * The Git hosts, by their type in the `integrations` configuration, that the scaffolder can open a pull request at.
 *
 * @public
 */
export const pullRequestHosts = [
  'github',
  'gitlab',
  'bitbucketCloud',
  'bitbucketServer',
] as const;

/**
 * One of {@link pullRequestHosts}.
 *
 * @public
 */
export type PullRequestHost = (typeof pullRequestHosts)[number];

/**
 * Where the file of an entity lives, by how a person can change it: in the GitOps repository; at a Git host that takes
 * pull requests; or elsewhere, where only its owners reach it.
 *
 * @public
 */
export type EntityHome =
  | { kind: 'gitops'; path: string }
  | {
      kind: 'pull-request';
      host: PullRequestHost;
      /** Where the file may be, the likeliest address first. */
      urls: string[];
    }
  | {
      kind: 'manual';
      /** What the catalog says of the place, where it says anything. */
      location?: string;
    };

/**
 * Finds where the file of an entity lives, by its `backstage.io/managed-by-location`, else its
 * `backstage.io/source-location`.
 *
 * @param options - `typeOf` tells the type of the integration that is configured for an address
 * @public
 */
export function entityHome(options: {
  entity: Entity;
  typeOf: (url: string) => string | undefined;
}): EntityHome {
  const { entity, typeOf } = options;
  const { annotations = {} } = entity.metadata;
  const location = annotations[ANNOTATION_LOCATION];
  const managedBy = readLocation(location);
  if (managedBy?.type === GITOPS_LOCATION_TYPE) {
    return { kind: 'gitops', path: managedBy.target };
  }
  const source = readLocation(annotations[ANNOTATION_SOURCE_LOCATION]);
  const places = [managedBy, source].flatMap(place => {
    const type = place?.type === 'url' ? typeOf(place.target) : undefined;
    const host = pullRequestHosts.find(candidate => candidate === type);
    return place && host ? [{ place, host }] : [];
  });
  if (places.length === 0) {
    return { kind: 'manual', location };
  }
  const [{ host }] = places;
  return {
    kind: 'pull-request',
    host,
    urls: places
      .filter(other => other.host === host)
      .map(({ place }) =>
        place === managedBy ? place.target : fileIn(place.target, host),
      ),
  };
}

/** What stands between the address of a repository and a path in it, on the branch that is its main one. */
const BEFORE_PATH: Readonly<Record<PullRequestHost, string>> = {
  github: 'blob/HEAD/',
  gitlab: '-/blob/HEAD/',
  bitbucketCloud: 'src/HEAD/',
  bitbucketServer: 'browse/',
};

/** The catalog file at the top of a folder with sources, unless the entity is described elsewhere. */
function fileIn(folder: string, host: PullRequestHost): string {
  const url = folder.replace(/\/*$/, '/').replace(/\/tree\//, '/blob/');
  return /\/(blob|src|browse)\//.test(url)
    ? `${url}catalog-info.yaml`
    : `${url}${BEFORE_PATH[host]}catalog-info.yaml`;
}

function readLocation(ref: string | undefined) {
  try {
    return ref ? parseLocationRef(ref) : undefined;
  } catch {
    return undefined;
  }
}
