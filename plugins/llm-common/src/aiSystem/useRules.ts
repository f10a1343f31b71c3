import { Issue, IssueSeverity } from '@modelyard/llm-units';

interface UseRule {
  readonly severity: IssueSeverity;
  readonly description: string;
}

/** What is asked of a system or component by the models that it uses. */
export const useRules = {
  'risk-class-unacceptable': {
    severity: 'error',
    description:
      'A system of unacceptable risk (Article 5 of the EU AI Act) uses no model.',
  },
  'risk-class-exceeded': {
    severity: 'error',
    description:
      'The risk class is no higher than the highest that each model is for.',
  },
  'risk-class-missing': {
    severity: 'warning',
    description: 'A user of a model with a highest risk class states its own.',
  },
  'use-prohibited': {
    severity: 'error',
    description: 'No intended use is prohibited for a model.',
  },
  'use-not-permitted': {
    severity: 'warning',
    description:
      'Every intended use is permitted, where a model lists permitted uses.',
  },
  'intended-use-missing': {
    severity: 'warning',
    description:
      'A user of a model with permitted or prohibited uses states its own.',
  },
} satisfies Record<string, UseRule>;

/** Makes the issue of a rule. */
export function useIssue(
  code: keyof typeof useRules,
  path: string,
  message: string,
): Issue {
  return { path, code, message, severity: useRules[code].severity };
}
