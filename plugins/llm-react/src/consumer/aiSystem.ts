import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import type { Issue } from '@modelyard/llm-units';
import {
  ANNOTATION_AI_ACT_ROLE,
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_ANNEX_III_POINT,
  ANNOTATION_INTENDED_USE,
  ANNOTATION_OVERSIGHT_CONTACT,
  assessAiSystem,
  readAiSystem,
  validateAiSystem,
  type AiSystem,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { titleOf } from '../catalog';
import { findSystem, findUsedModels } from './usedModels';

/** The annotations that say what an AI system is, in the order of the card. */
export const aiSystemAnnotations = {
  riskClass: ANNOTATION_AI_RISK_CLASS,
  roles: ANNOTATION_AI_ACT_ROLE,
  intendedUses: ANNOTATION_INTENDED_USE,
  annexThreePoint: ANNOTATION_ANNEX_III_POINT,
  oversightContact: ANNOTATION_OVERSIGHT_CONTACT,
} as const satisfies Partial<Record<keyof AiSystem, string>>;

/** A fact of an AI system. */
export type AiSystemField = keyof typeof aiSystemAnnotations;

/**
 * What is known of an entity as an AI system.
 *
 * @public
 */
export interface AiSystemView {
  /** What the entity says, and where it says nothing what its system says. */
  readonly facts: Partial<AiSystem>;
  /** Facts that come from the system. */
  readonly inherited: readonly AiSystemField[];
  /** Ref of the system that facts come from. */
  readonly system?: string;
  /** What is wrong with the annotations, and what the models forbid. */
  readonly findings: readonly Issue[];
  /**
   * Titles of the models that were compared with the annotations, by full ref.
   * Findings name these models by their refs.
   */
  readonly compared: ReadonlyMap<string, string>;
  /** Models in use that the catalog does not show. */
  readonly hidden: number;
}

function isStated(value: AiSystem[AiSystemField]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

/**
 * Joins what an entity says of itself with what its system says.
 *
 * @returns undefined where neither says anything
 * @public
 */
export function joinFacts(
  own: AiSystem | undefined,
  system: AiSystem | undefined,
): Pick<AiSystemView, 'facts' | 'inherited'> | undefined {
  if (!own && !system) {
    return undefined;
  }
  const inherited: AiSystemField[] = [];
  const facts: Partial<AiSystem> = { ...own };
  for (const field of Object.keys(aiSystemAnnotations) as AiSystemField[]) {
    const fromSystem = system?.[field];
    if (!isStated(own?.[field]) && isStated(fromSystem)) {
      inherited.push(field);
      Object.assign(facts, { [field]: fromSystem });
    }
  }
  return { facts, inherited };
}

/**
 * Reads an entity as an AI system and compares it with the models it uses.
 *
 * @returns `uses` tells whether it depends on any model; `view` is undefined
 *   where neither the entity nor its system has an annotation
 * @throws what the catalog client throws
 * @public
 */
export async function readAiSystemView(options: {
  catalogApi: Pick<CatalogApi, 'getEntitiesByRefs'>;
  entity: Entity;
}): Promise<{ uses: boolean; view?: AiSystemView }> {
  const { catalogApi, entity } = options;
  const [used, system] = await Promise.all([
    findUsedModels({ catalogApi, entity }),
    findSystem({ catalogApi, entity }),
  ]);
  const models = used.models.flatMap(({ model }): ModelEntityV1alpha1[] =>
    model ? [model] : [],
  );
  const joined = joinFacts(
    readAiSystem(entity),
    system && readAiSystem(system),
  );
  const uses = used.models.length > 0;
  if (!joined) {
    return { uses };
  }
  return {
    uses,
    view: {
      ...joined,
      system: system && stringifyEntityRef(system),
      findings: [
        ...validateAiSystem(entity),
        ...assessAiSystem({ entity, models, system }),
      ],
      compared: new Map(
        models.map(model => [stringifyEntityRef(model), titleOf(model)]),
      ),
      hidden: used.models.length - models.length,
    },
  };
}
