import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';

interface Mutation {
  position: number;
  change: 'replace' | 'delete' | 'repeat';
  value: unknown;
}

// What files, forms and other plugins have in the place of text, and what trips JavaScript.
const oddities = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    ':',
    '/',
    'constructor',
    '__proto__',
    'a'.repeat(300),
    NaN,
    Infinity,
    -1,
    1e300,
    true,
    [],
    {},
    [[]],
    { toString: 1 },
  ),
  fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }),
  fc.string(),
);

const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    position: fc.nat(),
    change: fc.constantFrom('replace', 'delete', 'repeat'),
    value: oddities,
  }),
  { minLength: 1, maxLength: 6 },
);

/** Entities that are one of the given ones, with a few of their fields gone, repeated or replaced by anything. */
export function mutated(entities: readonly Entity[]): fc.Arbitrary<Entity> {
  return fc
    .tuple(fc.constantFrom(...entities), mutations)
    .map(([entity, changes]) => {
      const copy = structuredClone(entity);
      // Values that a mutation put in are shared between runs: they stay as they are.
      const foreign = new Set(changes.map(({ value }) => value));
      changes.forEach(change => mutate(copy, change, foreign));
      return copy;
    });
}

type Container = Record<string, unknown> | unknown[];

function mutate(
  entity: Entity,
  { position, change, value }: Mutation,
  foreign: ReadonlySet<unknown>,
) {
  const places = placesIn(entity as unknown as Container, foreign);
  if (places.length === 0) {
    return;
  }
  const { container, key } = places[position % places.length];
  const fields = container as Record<string, unknown>;
  if (change === 'replace') {
    fields[key] = value;
  } else if (!Array.isArray(container)) {
    delete fields[key];
  } else if (change === 'delete') {
    container.splice(Number(key), 1);
  } else {
    container.push(container[Number(key)]);
  }
}

function placesIn(
  container: Container,
  foreign: ReadonlySet<unknown>,
): Array<{ container: Container; key: string }> {
  return Object.keys(container).flatMap(key => {
    const child = (container as Record<string, unknown>)[key];
    const place = { container, key };
    return typeof child === 'object' && child !== null && !foreign.has(child)
      ? [place, ...placesIn(child as Container, foreign)]
      : [place];
  });
}
