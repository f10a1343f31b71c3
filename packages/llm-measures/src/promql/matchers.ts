import { failure, Result, success } from '@modelyard/llm-units';
import { LabelMatch } from '../profile/Profile';
import { anyOf, labelName, quoted } from './escape';

/**
 * Writes label matchers. Whatever the names and values are, the result holds these matchers and nothing else.
 *
 * @param matches - An empty list of values is refused: it would match either everything or nothing
 */
export function writeMatchers(
  matches: readonly LabelMatch[],
): Result<string[]> {
  const written: string[] = [];
  for (const { label, is, to } of matches) {
    if (label === '' || label === '__name__') {
      return failure(
        'label-invalid',
        label === ''
          ? 'has a label without a name'
          : 'has a matcher for __name__, which the profile sets',
      );
    }
    const values = typeof to === 'string' ? [to] : to;
    if (values.length === 0) {
      return failure('label-invalid', `has no value for the label ${label}`);
    }
    const name = labelName(label);
    const single = values.length === 1;
    const value = quoted(single ? values[0] : anyOf(values));
    if (!name.ok || !value.ok) {
      return failure(
        'label-invalid',
        `has a label that cannot be written: ${JSON.stringify(
          label,
        )} or its value is not Unicode`,
      );
    }
    const sign = is === 'equal' ? '=' : '!=';
    const regular = is === 'equal' ? '=~' : '!~';
    written.push(`${name.value}${single ? sign : regular}${value.value}`);
  }
  return success(written);
}
