import { isFields } from '../files/fields';

/** What is wrong with a value, each with the path of the field; nothing where all is well. */
export type Shape = (value: unknown, path: string) => readonly string[];

function demand(words: string, isMet: (value: unknown) => boolean): Shape {
  return (value, path) =>
    isMet(value) ? [] : [`${path} must be ${words}, but is ${inWords(value)}`];
}

export const text = demand('a text', value => typeof value === 'string');
export const number = demand('a number', value => typeof value === 'number');
export const flag = demand(
  'true or false',
  value => typeof value === 'boolean',
);

/** One of some texts. */
export function oneOf(...values: readonly string[]): Shape {
  return demand(`one of ${values.join(', ')}`, value =>
    values.some(known => known === value),
  );
}

/** A list of values of one shape. */
export function listOf(shape: Shape): Shape {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => shape(item, `${path}[${index}]`))
      : [`${path} must be a list, but is ${inWords(value)}`];
}

/** A shape for each field that a type demands. */
type RequiredShapes<T> = {
  readonly [F in keyof T as object extends Pick<T, F> ? never : F]: Shape;
};

/** A shape for each field that a type allows to be absent. */
type OptionalShapes<T> = {
  readonly [F in keyof T as object extends Pick<T, F> ? F : never]: Shape;
};

/** An object of all fields of a type: the required ones are there, and no others than these. */
export function fields<T>(
  required: RequiredShapes<T>,
  optional: OptionalShapes<T>,
): Shape {
  const shapes = new Map<string, Shape>(
    Object.entries({ ...required, ...optional }),
  );
  return (value, path) => {
    if (!isFields(value)) {
      return [
        `${path || 'the file'} must be an object with fields, but is ${inWords(
          value,
        )}`,
      ];
    }
    const at = (field: string) => (path ? `${path}.${field}` : field);
    return [
      ...Object.keys(required)
        .filter(field => value[field] === undefined)
        .map(field => `${at(field)} is missing`),
      ...Object.entries(value).flatMap(([field, content]) => {
        const shape = shapes.get(field);
        if (!shape) {
          const names = [...shapes.keys()].join(', ');
          return [`${at(field)} is not known; there are ${names}`];
        }
        return content === undefined ? [] : shape(content, at(field));
      }),
    ];
  };
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return isFields(value) ? 'an object' : JSON.stringify(value) ?? 'missing';
}
