import {
  alternativesHere,
  otherVariants,
  OtherVariant,
  toAlternative,
} from './alternatives';
import { Alternative, GroupVerdict } from './Assessment';
import { OpenVerdict } from './closeVerdict';
import { sortVerdicts } from './compareVerdicts';
import { Group } from './groups';
import { ReasonCode } from './reasonCodes';
import { Request } from './Request';
import { checkpointReason, smallerCheckpoint } from './smallerCheckpoint';
import { shorterContext } from './shorterContext';
import { Variant } from './variants';

/** A person reads this many, not more. */
const MOST_ELSEWHERE = 3;

interface OpenGroup {
  readonly group: Group;
  readonly verdict: OpenVerdict;
}

/** Reasons that other weights, another format or another length cannot change. */
const LASTING: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'accelerator-unknown',
  'sharing-incomplete',
  'no-devices',
  'no-family',
  'family-not-here',
  'capacity-unknown',
  'quota-use-unknown',
  'budget-unchecked',
]);

/** Sorts the verdicts, and gives each one that does not fit what would be accepted instead. */
export function fillAlternatives(options: {
  request: Request;
  variant: Variant;
  open: readonly OpenGroup[];
}): GroupVerdict[] {
  const { request, variant } = options;
  const open = sortVerdicts(options.open, ({ verdict }) => verdict);
  // As it was asked for, elsewhere: the cheapest come first.
  const elsewhere = open
    .filter(({ verdict }) => verdict.accepted && verdict.verdict === 'fits')
    .slice(0, MOST_ELSEWHERE)
    .map(({ verdict: { pool, devices, placement, cost } }) =>
      toAlternative(asAsked(request, variant), {
        pool,
        devices,
        units: placement?.units ?? 0,
        perMonth: cost?.perMonth,
      }),
    );
  const isAnythingOpen = open.some(({ verdict }) => verdict.verdict !== 'fits');
  const others = isAnythingOpen ? otherVariants({ request, variant }) : [];
  const smaller = isAnythingOpen
    ? smallerCheckpoint({ variant, versions: request.options.model.versions })
    : undefined;

  const filled = open.map(({ group, verdict }): GroupVerdict => {
    if (verdict.verdict === 'fits' && verdict.policy.state === 'allowed') {
      return { ...verdict, alternatives: [] };
    }
    const isLasting =
      verdict.policy.state !== 'allowed' ||
      verdict.reasons.some(({ code }) => LASTING.has(code));
    if (isLasting) {
      return { ...verdict, alternatives: elsewhere };
    }
    const shorter = shorterContext({ request, variant, verdict });
    const here = alternativesHere({
      request,
      others: shorter ? [...others, shorter] : others,
      group,
    });
    const checkpoint =
      here.length === 0 && verdict.fit === 'does-not-fit'
        ? checkpointReason({ request, smaller, group })
        : [];
    return {
      ...verdict,
      reasons: [...verdict.reasons, ...checkpoint],
      alternatives: [...here, ...elsewhere],
    };
  });
  return elsewhere.length > 0 ? filled : withChangesElsewhere(filled);
}

/** Where nothing fits as it was asked for, what fits with a change on other devices is worth knowing. */
function withChangesElsewhere(
  verdicts: readonly GroupVerdict[],
): GroupVerdict[] {
  const changes = new Map<string, Alternative>();
  for (const { alternatives } of verdicts) {
    const [first] = alternatives;
    if (first && changes.size < MOST_ELSEWHERE) {
      changes.set(JSON.stringify([first.pool, first.devices]), first);
    }
  }
  return verdicts.map(verdict =>
    verdict.verdict === 'fits' && verdict.policy.state === 'allowed'
      ? verdict
      : {
          ...verdict,
          alternatives: [
            ...verdict.alternatives,
            ...[...changes.values()].filter(
              ({ pool, devices }) =>
                pool !== verdict.pool || devices !== verdict.devices,
            ),
          ],
        },
  );
}

function asAsked(request: Request, variant: Variant): OtherVariant {
  return {
    kind: 'other-devices',
    variant,
    difference: '',
    engine: variant.engine,
    workload: request.options.workload,
  };
}
