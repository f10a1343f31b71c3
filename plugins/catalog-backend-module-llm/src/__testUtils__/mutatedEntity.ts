import { Entity } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import fc from 'fast-check';

// What a file can hold where something else is expected.
const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    '',
    ' ',
    ':',
    'a:b:c/d',
    '__proto__',
    'constructor',
    'x'.repeat(300),
    -1,
    1e300,
    true,
    [],
    {},
    [[]],
  ),
  fc.string({ unit: 'grapheme' }),
  fc.jsonValue() as fc.Arbitrary<JsonValue>,
);

const mutation = fc.record({
  position: fc.nat(),
  change: fc.constantFrom('replace', 'delete', 'rename', 'repeat'),
  value: anyValue,
});

/** One of the entities, with a few of its fields gone, renamed, repeated or replaced by any JSON. */
export function mutatedEntity(entities: Entity[]): fc.Arbitrary<Entity> {
  return fc
    .tuple(
      fc.constantFrom(...entities),
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
    )
    .map(([entity, mutations]) => {
      const copy = structuredClone(entity);
      for (const { position, change, value } of mutations) {
        const places = placesIn(copy);
        if (places.length) {
          const { parent, key } = places[position % places.length];
          mutate(parent, { key, change, value });
        }
      }
      return copy;
    });
}

function mutate(
  parent: object,
  options: { key: string; change: string; value: JsonValue },
): void {
  const { key, change, value } = options;
  const fields = parent as Record<string, unknown>;
  if (change === 'replace') {
    fields[key] = structuredClone(value);
  } else if (Array.isArray(parent)) {
    // A list in a file has no holes.
    const index = Number(key);
    parent.splice(
      index,
      1,
      ...(change === 'repeat' ? [parent[index], parent[index]] : []),
    );
  } else {
    const moved = fields[key];
    delete fields[key];
    if (change === 'rename') {
      fields[`${key}s`] = moved;
    }
  }
}

/** Every field of an object, however deep. */
function placesIn(parent: object): Array<{ parent: object; key: string }> {
  return Object.entries(parent).flatMap(([key, child]) => [
    { parent, key },
    ...(typeof child === 'object' && child !== null ? placesIn(child) : []),
  ]);
}
