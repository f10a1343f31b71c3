import { InputError } from '@backstage/errors';

/**
 * Refuses inputs with an expression that the template did not resolve: the scaffolder passes what it cannot evaluate as
 * text, and that text would end up in Git.
 */
export function checkRendered(value: unknown, path = ''): void {
  if (typeof value === 'string') {
    if (value.includes('${{')) {
      throw new InputError(
        `${
          path || 'The input'
        } holds an expression that could not be evaluated: ${value}`,
      );
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => checkRendered(item, `${path}[${index}]`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      checkRendered(key, path);
      checkRendered(item, path ? `${path}.${key}` : key);
    }
  }
}
