/** One step from a value into what it holds: the name of a field, or the place in a list. */
export type PathStep = string | number;

/** Writes a path as issues carry it: `spec.rules[0].name`, and `metadata.labels["example.com/team"]` for keys that are no names. */
export function formatPath(steps: readonly PathStep[]): string {
  return steps.reduce<string>((path, step) => appendPath(path, step), '');
}

/** One step further. */
export function appendPath(path: string, step: PathStep): string {
  if (typeof step === 'number') {
    return `${path}[${step}]`;
  }
  if (!/^[A-Za-z_$][\w$-]*$/.test(step)) {
    const shown = step.length > 100 ? `${step.slice(0, 100)}…` : step;
    return `${path}[${JSON.stringify(shown)}]`;
  }
  return path === '' ? step : `${path}.${step}`;
}

/** Reads the `fieldPath` of a rule (`.spec.name`, `.list[0]`, `['a.b']`) into steps; what it cannot read it leaves out. */
export function parseFieldPath(text: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  const step = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;
  for (let match = step.exec(text); match; match = step.exec(text)) {
    const [, name, index, single, double] = match;
    steps.push(index === undefined ? name ?? single ?? double : Number(index));
  }
  return steps;
}
