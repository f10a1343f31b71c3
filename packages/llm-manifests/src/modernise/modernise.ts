import { isRecord } from '../validation/schema/rawSchema';
import { canonical } from '../validation/structure/checkList';
import { readJson } from '../validation/structure/readJson';
import type { Draft } from './Modernisation';
import type {
  ModernisationEffect,
  ModernisationFinding,
} from './ModernisationFinding';
import type { ModernisationTarget } from './ModernisationTarget';
import { steps } from './steps';

/**
 * Reads existing manifests, names what in them is stale or will be rejected, and proposes what takes its place.
 *
 * The proposal is complete: objects that need no change are in it as they were, and objects that come of others (a claim template
 * for a pod that asked for whole GPUs) stand behind them. What only a person can decide is a finding that is not mended.
 *
 * @param options - `objects`: the manifests; they are not changed, and what is no object of Kubernetes is passed
 *   through; `target`: what they are for: names and versions that it still needs are left as they are; `effects`: what
 *   is to be mended; everything where it is left out. Findings are reported in any case
 * @returns the findings, and the proposed objects with the place of the object that each comes from
 *
 * @public
 */
export function modernise(options: {
  objects: readonly unknown[];
  target?: ModernisationTarget;
  effects?: readonly ModernisationEffect[];
}): {
  findings: ModernisationFinding[];
  proposal: { object: unknown; from: number; changed: boolean }[];
} {
  const { target = {}, effects } = options;
  const drafts = options.objects.map(object => {
    const { value, issues } = readJson(object);
    return isRecord(value) && issues.length === 0 ? { ...value } : undefined;
  });
  const bundle: Draft[] = drafts.filter(draft => draft !== undefined);
  const added = new Map<number, Draft[]>();
  const findings: ModernisationFinding[] = [];

  // A step goes over all objects before the next one begins: what it does may hang on what others still say.
  for (const step of steps) {
    for (const [index, object] of drafts.entries()) {
      if (!object) {
        continue;
      }
      const found = step.run({
        object,
        bundle,
        target,
        mends: effect => !effects || effects.includes(effect),
        add: other => {
          added.set(index, [...(added.get(index) ?? []), other]);
          bundle.push(other);
        },
      });
      findings.push(
        ...found.map(({ path, message, effect, mended }) => ({
          object: index,
          path,
          code: step.code,
          message,
          severity:
            effect === 'rejected' || effect === 'ineffective'
              ? ('error' as const)
              : ('warning' as const),
          effect,
          mended,
        })),
      );
    }
  }
  return {
    findings,
    proposal: options.objects.flatMap((object, index) => [
      {
        object: drafts[index] ?? object,
        from: index,
        changed:
          drafts[index] !== undefined &&
          canonical(drafts[index]) !== canonical(readJson(object).value),
      },
      ...(added.get(index) ?? []).map(other => ({
        object: other,
        from: index,
        changed: true,
      })),
    ]),
  };
}
