import { Fields } from '../config/Fields';
import { NamePatterns } from './NamePatterns';

/** Says which entries of a list of names could not be evaluated. */
export function reportUnreadable(
  fields: Fields,
  name: string,
  patterns: NamePatterns,
): void {
  const [first] = patterns.unreadable;
  if (first !== undefined) {
    fields.report({
      name,
      code: 'unreadable-pattern',
      message: `has ${
        patterns.unreadable.length
      } expressions that this reader cannot evaluate, such as "${first.slice(
        0,
        60,
      )}"; what they name is counted as if they were not there`,
      severity: 'warning',
    });
  }
}
