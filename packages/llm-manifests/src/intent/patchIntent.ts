import type { Issue, Result } from '@modelyard/llm-units';
import { findFamily } from '../families';
import { errorAt } from '../objects/issueOf';
import type { Intent } from './Intent';
import { asFields, isMapping, mergePatch } from './mergePatch';
import {
  applyPlan,
  patchServing,
  PlannedServing,
  UnreadFields,
} from './patchServing';
import { parseIntent } from './readIntent';

/** What says which deployment an intent is about, and where its files lie. */
const FIXED = ['kind', 'model', 'deployment', 'pool'];

/**
 * What is to be changed in an intent. Fields that are absent stay as they are; `null` removes one; an empty text or list
 * says nothing. Lists whose items have a `name` are changed item by item.
 *
 * @public
 */
export interface IntentPatch {
  /** Name of another target. */
  readonly target?: string;
  /** Fields of the subject; what names the deployment cannot be changed. */
  readonly subject?: Readonly<Record<string, unknown>>;
  /** What a verdict plans for the family that serves, whichever that is. */
  readonly plan?: PlannedServing;
  /** Fields of the family that serves, whichever that is. */
  readonly serving?: Readonly<Record<string, unknown>>;
  /** How many servers run, wherever the intent says it. */
  readonly replicas?: {
    readonly min?: number;
    readonly max?: number | null;
  };
  /** Fields of families, one after the other; a family that is not there yet is added. */
  readonly parts?: ReadonlyArray<{
    readonly family: string;
    readonly input: Readonly<Record<string, unknown>>;
    /** Fields that are taken as they are given, and not merged. Lists within the list of such a field are joined. */
    readonly replace?: readonly string[];
  }>;
  /** Families that are left out from now on. */
  readonly remove?: readonly string[];
}

/**
 * Changes what a person decided. The intent that is given stays as it is.
 *
 * @returns The new intent, or what is wrong with it or the patch; nothing is rendered
 * @public
 */
export function patchIntent(
  intent: Intent,
  patch: IntentPatch,
): Result<Intent> {
  const issues = [
    ...findFixed(intent, patch),
    ...findServingless(intent, patch),
  ];
  if (issues.length > 0) {
    return { ok: false, issues };
  }
  const { target, subject = {}, remove = [] } = patch;
  const parts = intent.parts
    .filter(({ family }) => !remove.includes(family))
    .map(part => ({ ...part, input: patchInput(part, intent, patch) }));
  const present = new Set(parts.map(({ family }) => family));
  const added = [...new Set(patch.parts?.map(({ family }) => family))]
    .filter(family => !present.has(family))
    .map(family => ({ family, input: withParts({}, family, patch) }));
  const { rendered, ...choices } = intent;
  return parseIntent({
    ...choices,
    ...(target && { target }),
    subject: mergePatch(intent.subject, subject),
    parts: [...parts, ...added],
    ...(rendered && { rendered }),
  });
}

function patchInput(
  { family, input }: Intent['parts'][number],
  intent: Intent,
  patch: IntentPatch,
): unknown {
  let patched: UnreadFields = input;
  if (findFamily(family)?.serves) {
    patched = patch.plan ? applyPlan(patched, patch.plan) : patched;
    patched = patch.serving ? patchServing(patched, patch.serving) : patched;
  }
  if (patch.replicas && family === scaling(intent)) {
    patched = { ...patched, ...asReplicas(patched, patch.replicas) };
  }
  return withParts(patched, family, patch);
}

/** The fields of a family with what each part of the patch says of it. */
function withParts(
  present: UnreadFields,
  family: string,
  { parts = [] }: IntentPatch,
): UnreadFields {
  return parts
    .filter(part => part.family === family)
    .reduce((fields, { input, replace = [] }) => {
      const given = asFields(mergePatch({}, joined(input, replace)));
      const kept = Object.entries(fields).filter(
        ([key]) => !(replace.includes(key) && key in given),
      );
      return asFields(
        mergePatch(Object.fromEntries(kept), joined(input, replace)),
      );
    }, present);
}

function joined(input: UnreadFields, replace: readonly string[]): UnreadFields {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      replace.includes(key) && Array.isArray(value) ? value.flat() : value,
    ]),
  );
}

/** The family whose field `replicas` counts: one that scales with figures of its own, otherwise the one that serves. */
function scaling({ parts }: Intent): string | undefined {
  const own = parts.find(
    ({ family, input }) =>
      !findFamily(family)?.serves && isMapping(input.replicas),
  );
  return (own ?? parts.find(({ family }) => findFamily(family)?.serves))
    ?.family;
}

function asReplicas(
  present: Readonly<Record<string, unknown>>,
  replicas: NonNullable<IntentPatch['replicas']>,
) {
  const merged = mergePatch(present.replicas ?? {}, replicas);
  return { replicas: merged };
}

function findFixed({ subject }: Intent, patch: IntentPatch): Issue[] {
  const present: Readonly<Record<string, unknown>> = subject;
  return FIXED.filter(
    key =>
      patch.subject?.[key] !== undefined && patch.subject[key] !== present[key],
  ).map(key =>
    errorAt(
      `subject.${key}`,
      'subject-fixed',
      `cannot be changed from ${present[key]}: it says which deployment this is; take that one out and serve a new one`,
    ),
  );
}

function findServingless({ parts }: Intent, patch: IntentPatch): Issue[] {
  const { remove = [] } = patch;
  const serves = parts.some(
    ({ family }) => findFamily(family)?.serves && !remove.includes(family),
  );
  return (['plan', 'serving', 'replicas'] as const)
    .filter(key => patch[key] !== undefined && !serves)
    .map(key =>
      errorAt(
        key,
        'serving-absent',
        'has nothing to change: no family of the intent serves the model',
      ),
    );
}
