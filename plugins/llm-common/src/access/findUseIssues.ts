import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { assessAiSystem } from '../aiSystem/assessAiSystem';
import { splitList } from '../aiSystem/uses';
import { ANNOTATION_INTENDED_USE } from '../annotations';
import { ModelEntityV1alpha1 } from '../kinds/entities';
import { lifecycleNotice } from '../kinds/model/selectors';
import { texts } from '../safe';

/** Codes of findings that are about what a use is for. */
const OF_THE_USE = ['use-prohibited', 'use-not-permitted'];

/**
 * Judges whether a component may begin to use a model. An error forbids it: a retired model, a risk class above the
 * highest of the model, a prohibited use, data that may not be sent to it. A warning is for a person to look at.
 *
 * @param options - `system` is the one that the component is part of: where the component says nothing of its risk class
 *   and its uses, what its system says counts. `purpose` and `dataClasses` are what a person says of this very use. `now`
 *   is the moment to judge by
 * @public
 */
export function findUseIssues(options: {
  component: Entity;
  system?: Entity;
  model: ModelEntityV1alpha1;
  purpose?: string;
  dataClasses?: readonly string[];
  now: Date;
}): Issue[] {
  const { component, system, model, purpose, dataClasses = [], now } = options;
  return [
    ...lifecycleIssues(model, now),
    ...assessAiSystem({ entity: component, system, models: [model] }),
    ...(purpose ? purposeIssues(component, model, purpose) : []),
    ...dataClassIssues(model, dataClasses),
  ];
}

function lifecycleIssues(model: ModelEntityV1alpha1, now: Date): Issue[] {
  const notice = lifecycleNotice({ entity: model, now });
  if (!notice) {
    return [];
  }
  const { state, deprecatedOn, retiresOn, replacedBy } = notice;
  const instead = replacedBy ? `; use ${replacedBy} instead` : '';
  const ref = stringifyEntityRef(model);
  if (state === 'retired') {
    const since = retiresOn ? ` since ${retiresOn}` : '';
    return [
      issue('model-retired', 'error', `${ref} is retired${since}${instead}`),
    ];
  }
  const end = retiresOn ? `, and retires on ${retiresOn}` : '';
  if (state === 'deprecated') {
    const since = deprecatedOn ? ` since ${deprecatedOn}` : '';
    return [
      issue(
        'model-deprecated',
        'warning',
        `${ref} is deprecated${since}${end}${instead}`,
      ),
    ];
  }
  return [
    issue(
      'model-ends',
      'warning',
      `${ref} ${
        deprecatedOn
          ? `will be deprecated on ${deprecatedOn}${end}`
          : `retires on ${retiresOn}`
      }${instead}`,
    ),
  ];
}

/** The purpose is compared in the way in which the intended uses of the component are. */
function purposeIssues(
  component: Entity,
  model: ModelEntityV1alpha1,
  purpose: string,
): Issue[] {
  // A list would be taken apart at its commas.
  const stated = splitList(purpose).join(' ');
  const entity: Entity = {
    ...component,
    metadata: {
      ...component.metadata,
      annotations: { [ANNOTATION_INTENDED_USE]: stated },
    },
  };
  return assessAiSystem({ entity, models: [model] })
    .filter(({ code }) => OF_THE_USE.includes(code))
    .map(found => ({ ...found, path: 'purpose' }));
}

function dataClassIssues(
  model: ModelEntityV1alpha1,
  dataClasses: readonly string[],
): Issue[] {
  const allowed = model.spec?.governance?.dataClasses;
  const ref = stringifyEntityRef(model);
  if (dataClasses.length === 0) {
    return [];
  }
  if (allowed === undefined) {
    return [
      {
        ...issue(
          'data-classes-undecided',
          'warning',
          `nobody has decided which data may be sent to ${ref}`,
        ),
        path: 'dataClasses',
      },
    ];
  }
  const classes = texts(allowed).map(({ item }) => item);
  return dataClasses
    .filter(dataClass => !classes.includes(dataClass))
    .map(dataClass => ({
      ...issue(
        'data-class-forbidden',
        'error',
        `holds ${dataClass}, but ${
          classes.length > 0 ? `only ${classes.join(', ')}` : 'no'
        } data may be sent to ${ref}`,
      ),
      path: 'dataClasses',
    }));
}

function issue(
  code: string,
  severity: Issue['severity'],
  message: string,
): Issue {
  return { path: '', code, message, severity };
}
