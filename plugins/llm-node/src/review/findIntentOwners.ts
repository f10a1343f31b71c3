import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Intent, readIntent } from '@modelyard/llm-manifests';
import { TargetRules } from '../manifests/targetRules';

/**
 * An intent that a change touches, by itself or by what was rendered of it.
 *
 * @public
 */
export interface TouchedIntent {
  /** Its text before the change; absent where there was none. */
  readonly before?: string;
  /** Its text after the change; absent where there is none any more. */
  readonly after?: string;
}

/**
 * Finds who else has to agree to what intents say, beside the owners of the entities that they are about: who answers for a
 * cluster, where a pool sets up something for all of it, and the owner of a provider that requests begin to go to.
 *
 * @param options - `rules` by the names of targets; `ownersOf` gives the owners of an entity, undefined where there is none
 * @returns Owners by what they answer for. Of each somebody has to agree; nobody but the platform can where it has none
 * @public
 */
export async function findIntentOwners(options: {
  intents: readonly TouchedIntent[];
  rules: ReadonlyMap<string, TargetRules>;
  ownersOf: (ref: string) => Promise<readonly string[] | undefined>;
}): Promise<string[][]> {
  const { intents, rules, ownersOf } = options;
  const targets = new Set<string>();
  const providers = new Set<string>();
  for (const { before, after } of intents) {
    const [earlier, later] = [before, after].map(read);
    for (const intent of [earlier, later]) {
      if (intent?.subject.kind === 'pool') {
        targets.add(intent.target);
      }
    }
    const had = new Set(providersOf(earlier));
    providersOf(later)
      .filter(ref => !had.has(ref))
      .forEach(ref => providers.add(ref));
  }
  return [
    ...[...targets].sort().map(target => {
      const owner = rules.get(target)?.owner;
      return owner === undefined ? [] : [owner];
    }),
    ...(await Promise.all(
      [...providers]
        .sort()
        .map(async ref => [...((await ownersOf(ref)) ?? [])]),
    )),
  ];
}

function read(text: string | undefined): Intent | undefined {
  const intent = text === undefined ? undefined : readIntent(text);
  return intent?.ok ? intent.value : undefined;
}

/** The providers that backends of a route name. */
function providersOf(intent: Intent | undefined): string[] {
  return (intent?.parts ?? []).flatMap(({ input }) =>
    Array.isArray(input.backends)
      ? input.backends.flatMap((backend: unknown) => {
          const { entity } = (backend ?? {}) as { entity?: unknown };
          return typeof entity === 'string' ? refOf(entity) : [];
        })
      : [],
  );
}

function refOf(value: string): string[] {
  try {
    return [
      stringifyEntityRef(parseEntityRef(value, { defaultKind: 'resource' })),
    ];
  } catch {
    // The schema of the family refuses it.
    return [];
  }
}
