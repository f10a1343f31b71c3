/** Words of the CEL language, which no field can be called without escaping. */
const RESERVED = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
]);

const REPLACED: ReadonlyMap<string, string> = new Map([
  ['__', '__underscores__'],
  ['.', '__dot__'],
  ['-', '__dash__'],
  ['/', '__slash__'],
]);

const escaped = new Map<string, string | undefined>();

/**
 * The name by which a rule speaks of a field: `namespace` is `__namespace__`, `app.kubernetes.io/name` is
 * `app__dot__kubernetes__dot__io__slash__name`. `undefined` for names that no rule can speak of.
 *
 * Rules: Kubernetes' documentation of `x-kubernetes-validations`.
 */
export function escapeName(name: string): string | undefined {
  if (escaped.has(name)) {
    return escaped.get(name);
  }
  const result = escape(name);
  if (escaped.size < 10_000 && name.length < 200) {
    escaped.set(name, result);
  }
  return result;
}

function escape(name: string): string | undefined {
  if (RESERVED.has(name)) {
    return `__${name}__`;
  }
  const text = name.replace(/__|[./-]/g, part => REPLACED.get(part) ?? part);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? text : undefined;
}
