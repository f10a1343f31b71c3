import {
  ANNOTATION_AI_ACT_ROLE,
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_ALLOWED_DATA_CLASSES,
  ANNOTATION_ANNEX_III_POINT,
  ANNOTATION_CREDENTIALS_SECRET,
  ANNOTATION_INTENDED_USE,
  ANNOTATION_MONTHLY_BUDGET,
  ANNOTATION_OVERSIGHT_CONTACT,
  ANNOTATION_PROVIDER_HOSTS,
  ANNOTATION_REGION,
} from '@modelyard/plugin-llm-common';

/**
 * What each annotation of this suite says, for people and for tools that read
 * the catalog's model. There is no schema: the catalog would reject a team's
 * own component over a wrong value, and a finding on it is what is wanted.
 */
export const annotationDescriptions = [
  {
    name: ANNOTATION_AI_RISK_CLASS,
    title: 'AI risk class',
    description:
      'Risk class of an AI system as the EU AI Act has them: minimal, limited, high or unacceptable.',
  },
  {
    name: ANNOTATION_AI_ACT_ROLE,
    title: 'AI Act role',
    description:
      'Roles of the organisation for an AI system under the EU AI Act, separated by commas.',
  },
  {
    name: ANNOTATION_INTENDED_USE,
    title: 'Intended use',
    description:
      'Uses that an AI system is meant for, separated by commas, in the words of the permitted and prohibited uses of the models that it depends on.',
  },
  {
    name: ANNOTATION_ANNEX_III_POINT,
    title: 'Annex III point',
    description:
      'Point of Annex III of the EU AI Act that an AI system falls under, such as 4(a).',
  },
  {
    name: ANNOTATION_OVERSIGHT_CONTACT,
    title: 'Oversight contact',
    description:
      'Who oversees an AI system: the entity reference of a user or a group, or a mail address.',
  },
  {
    name: ANNOTATION_MONTHLY_BUDGET,
    title: 'Monthly budget',
    description:
      'Budget for a calendar month, such as 6000 EUR. The nearest up the ownership chain applies.',
  },
  {
    name: ANNOTATION_REGION,
    title: 'Provider region',
    description: 'Region that an external provider serves its models from.',
  },
  {
    name: ANNOTATION_ALLOWED_DATA_CLASSES,
    title: 'Allowed data classes',
    description:
      'Classes of data that may be sent to an external provider, separated by commas.',
  },
  {
    name: ANNOTATION_PROVIDER_HOSTS,
    title: 'Provider hosts',
    description:
      'Hosts that an external provider is reached by, separated by commas; *. before a name stands for all names below it.',
  },
  {
    name: ANNOTATION_CREDENTIALS_SECRET,
    title: 'Credentials secret',
    description:
      'Kubernetes Secret, as namespace/name, that holds the credentials of an external provider. Never the credentials.',
  },
] as const;
