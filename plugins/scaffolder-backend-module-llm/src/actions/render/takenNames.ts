import { InputError } from '@backstage/errors';
import { Intent, readIntent } from '@modelyard/llm-manifests';
import { GitOpsTree } from '@modelyard/plugin-llm-gitops-node';
import { findHiddenEntities } from '@modelyard/plugin-llm-node';
import { Viewer } from '../../changes/hidden';
import { entityOf, nameOf } from './committedFolder';

/** How many intents are read at a time. */
const AT_ONCE = 16;
const ROUTE = 'ai-gateway-route';

/** A name that must be nobody else's in its place. */
interface Claim {
  /** The field of the intent that gives it. */
  field: string;
  value: string;
  /** Where it has to be free. */
  place: string;
  /** The same for people. */
  where: string;
}

/**
 * Throws InputError where an intent takes a name that another deployment has: an object in the same namespace, or a model
 * name on the same gateway. Names that the deployment has already are its own.
 */
export async function requireFreeNames(options: {
  viewer: Viewer;
  tree: GitOpsTree;
  folder: string;
  intent: Intent;
  /** As it was before. */
  before?: Intent;
}): Promise<void> {
  const { viewer, tree, folder, intent, before } = options;
  const had = new Set(before ? claimsOf(before).map(keyOf) : []);
  const claims = claimsOf(intent).filter(claim => !had.has(keyOf(claim)));
  if (claims.length === 0) {
    return;
  }
  const others = tree.renderedFolders().filter(path => path !== folder);
  for (let start = 0; start < others.length; start += AT_ONCE) {
    const texts = await Promise.all(
      others
        .slice(start, start + AT_ONCE)
        .map(path => tree.readText(`${path}/intent.yaml`)),
    );
    for (const text of texts) {
      // A name that stands nowhere in a text is not taken by it: few of many have to be parsed.
      if (text && claims.some(({ value }) => text.includes(value))) {
        await requireNotIn(viewer, claims, text);
      }
    }
  }
}

async function requireNotIn(
  viewer: Viewer,
  claims: readonly Claim[],
  text: string,
): Promise<void> {
  const other = readIntent(text);
  if (!other.ok) {
    return;
  }
  const taken = new Set(claimsOf(other.value).map(keyOf));
  const claim = claims.find(candidate => taken.has(keyOf(candidate)));
  if (!claim) {
    return;
  }
  const { subject } = other.value;
  const hidden = await findHiddenEntities({
    ...viewer,
    refs: [entityOf(subject)],
  });
  throw new InputError(
    `${claim.field}: ${claim.value} is taken ${claim.where} by ${
      hidden.size > 0 ? 'something that is not visible to you' : nameOf(subject)
    }; choose another name`,
  );
}

/** The names that an intent takes. Pools name their objects after themselves. */
function claimsOf({ target, subject, parts }: Intent): Claim[] {
  if (subject.kind !== 'deployment') {
    return [];
  }
  const { namespace, name, servedModelName, aliases } = subject;
  const object: Claim = {
    field: 'subject.name',
    value: name,
    place: JSON.stringify(['object', target, namespace]),
    where: `in the namespace ${namespace} of ${target}`,
  };
  const route = parts.find(({ family }) => family === ROUTE);
  if (!route) {
    return [object];
  }
  const { hostnames, adapters } = route.input;
  // Without host names a route answers on all of them.
  const hosts = textsIn(hostnames);
  const names: Array<Pick<Claim, 'field' | 'value'>> = [
    { field: 'subject.servedModelName', value: servedModelName },
    ...(aliases ?? []).map((value, index) => ({
      field: `subject.aliases[${index}]`,
      value,
    })),
    ...textsIn(adapters).map((value, index) => ({
      field: `adapters[${index}]`,
      value,
    })),
  ];
  return [
    object,
    ...names.flatMap(claim =>
      (hosts.length > 0 ? hosts : ['']).map(host => ({
        ...claim,
        place: JSON.stringify(['gateway', target, host]),
        where: `on the gateway of ${target}`,
      })),
    ),
  ];
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

function keyOf({ place, value }: Claim): string {
  return `${place} ${value}`;
}
