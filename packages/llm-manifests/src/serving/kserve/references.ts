import { Issue } from '@modelyard/llm-units';
import { errorAt } from '../../objects/issueOf';

/**
 * KServe makes arguments and variables of containers out of some fields, and there `$(NAME)` is the value of a variable,
 * which may be a secret one.
 */
export function checkReferences(
  values: Readonly<Record<string, string | undefined>>,
): Issue[] {
  return Object.entries(values).flatMap(([path, value]) =>
    value?.includes('$(')
      ? [
          errorAt(
            path,
            'variable-reference',
            'must not contain $(, which in a pod of KServe begins the name of a variable that is put in its place',
          ),
        ]
      : [],
  );
}
