import { LayerGroup } from './Architecture';
import { Layer } from './parts/Layer';
import { countParameters } from './parts/Part';

/**
 * Layers as groups of equal ones, in the order in which they first come. A layer that does two things is two groups, of
 * which the first has what belongs to the whole layer.
 */
export function describeLayers(layers: readonly Layer[]): LayerGroup[] {
  const groups = new Map<string, { group: LayerGroup; count: number }>();
  const copies = new Map<Layer, number>();
  for (const layer of layers) {
    copies.set(layer, (copies.get(layer) ?? 0) + 1);
  }
  for (const [layer, count] of copies) {
    for (const group of groupsOf(layer)) {
      const key = JSON.stringify(group);
      const known = groups.get(key);
      if (known) {
        known.count += count;
      } else {
        groups.set(key, { group, count });
      }
    }
  }
  return [...groups.values()].map(({ group, count }) => ({ ...group, count }));
}

function groupsOf(layer: Layer): LayerGroup[] {
  const [first, ...more] = layer.mixers;
  const parameters = countParameters([
    ...layer.mixers.flatMap(mixer => mixer.parts),
    ...(layer.feedForward?.parts ?? []),
    ...layer.others,
  ]);
  return [
    {
      count: 1,
      ...(first?.group ?? { attention: 'none' }),
      ...layer.feedForward?.group,
      ...(parameters !== undefined && { parameters }),
    },
    ...more.map(({ group }) => ({ count: 1, ...group })),
  ];
}
