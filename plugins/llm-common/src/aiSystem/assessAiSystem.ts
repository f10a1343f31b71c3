import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import {
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_INTENDED_USE,
} from '../annotations';
import { ModelEntityV1alpha1 } from '../kinds/entities';
import { texts } from '../safe';
import { annotationPath } from './annotationOf';
import { AiSystem, readAiSystem } from './readAiSystem';
import { aiRiskClasses, isAiRiskClass } from './riskClasses';
import { useIssue } from './useRules';
import { normaliseUse } from './uses';

const RISK_CLASS = annotationPath(ANNOTATION_AI_RISK_CLASS);
const INTENDED_USE = annotationPath(ANNOTATION_INTENDED_USE);

/**
 * Judges how a System or a Component uses models, by what the models allow: a risk class above a model's highest and a
 * prohibited use are errors; a use that nobody permitted, and a user that does not say what it is, are warnings.
 *
 * @param options - `models` are those that the entity uses. `system` is the one that it is part of: where the entity says
 *   nothing of itself, what its system says counts.
 * @returns One issue for each finding, with its place on the entity; empty when all is well or no model is used
 * @public
 */
export function assessAiSystem(options: {
  entity: Entity;
  models: readonly ModelEntityV1alpha1[];
  system?: Entity;
}): Issue[] {
  const { entity, models, system } = options;
  if (models.length === 0) {
    return [];
  }
  const own = readAiSystem(entity);
  const inherited = system && readAiSystem(system);
  return [
    ...riskClassFindings(own?.riskClass ?? inherited?.riskClass, models),
    ...useFindings(
      own?.intendedUses.length
        ? own.intendedUses
        : inherited?.intendedUses ?? [],
      models,
    ),
  ];
}

function riskClassFindings(
  riskClass: AiSystem['riskClass'],
  models: readonly ModelEntityV1alpha1[],
): Issue[] {
  if (riskClass === 'unacceptable') {
    return [
      useIssue(
        'risk-class-unacceptable',
        RISK_CLASS,
        'is unacceptable: Article 5 of the EU AI Act prohibits such a system',
      ),
    ];
  }
  const limits = models.flatMap(model => {
    const highest = model.spec?.governance?.maxRiskClass;
    return isAiRiskClass(highest)
      ? [{ ref: stringifyEntityRef(model), highest }]
      : [];
  });
  if (riskClass === undefined) {
    return limits.length === 0
      ? []
      : [
          useIssue(
            'risk-class-missing',
            RISK_CLASS,
            `is missing, but ${limits
              .map(({ ref, highest }) => `${ref} is for ${highest} risk`)
              .join(' and ')} at most`,
          ),
        ];
  }
  return limits
    .filter(
      ({ highest }) =>
        aiRiskClasses.indexOf(riskClass) > aiRiskClasses.indexOf(highest),
    )
    .map(({ ref, highest }) =>
      useIssue(
        'risk-class-exceeded',
        RISK_CLASS,
        `is ${riskClass}, but ${ref} is for ${highest} risk at most`,
      ),
    );
}

function useFindings(
  intendedUses: readonly string[],
  models: readonly ModelEntityV1alpha1[],
): Issue[] {
  const limits = models.map(model => ({
    ref: stringifyEntityRef(model),
    permitted: normalised(model.spec?.governance?.permittedUses),
    prohibited: normalised(model.spec?.governance?.prohibitedUses),
  }));
  if (intendedUses.length === 0) {
    const choosy = limits.filter(
      ({ permitted, prohibited }) => permitted.size + prohibited.size > 0,
    );
    return choosy.length === 0
      ? []
      : [
          useIssue(
            'intended-use-missing',
            INTENDED_USE,
            `is missing, but not every use is permitted for ${choosy
              .map(({ ref }) => ref)
              .join(' and ')}`,
          ),
        ];
  }
  return limits.flatMap(({ ref, permitted, prohibited }) =>
    intendedUses.flatMap(use => {
      const name = normaliseUse(use);
      if (prohibited.has(name)) {
        return [
          useIssue(
            'use-prohibited',
            INTENDED_USE,
            `holds "${use}", which is prohibited for ${ref}`,
          ),
        ];
      }
      return permitted.size > 0 && !permitted.has(name)
        ? [
            useIssue(
              'use-not-permitted',
              INTENDED_USE,
              `holds "${use}", which is not among the permitted uses of ${ref}`,
            ),
          ]
        : [];
    }),
  );
}

function normalised(uses: unknown): Set<string> {
  return new Set(texts(uses).map(({ item }) => normaliseUse(item)));
}
