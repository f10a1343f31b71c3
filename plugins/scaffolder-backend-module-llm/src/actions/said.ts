/**
 * What the fields of a form say: a field that was left empty reaches an action as an empty text, and says nothing. An object
 * that is left without a field because of it says nothing either. Undefined where nothing is left at all.
 */
export function said(value: unknown): unknown {
  if (value === '') {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(said).filter(item => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value);
  const left = fields
    .map(([key, item]) => [key, said(item)] as const)
    .filter(([, item]) => item !== undefined);
  return left.length === 0 && fields.length > 0
    ? undefined
    : Object.fromEntries(left);
}
