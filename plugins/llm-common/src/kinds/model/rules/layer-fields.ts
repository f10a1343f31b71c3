import { RuleFinding } from '../../../rules/Rule';
import { lookup, records } from '../../../safe';
import { LayerAttention, ModelLayers } from '../types.generated';
import { ModelRule } from './ModelRule';

type Field = Exclude<keyof ModelLayers, 'count' | 'attention'>;

/** Of the feed-forward part, which any layer may have. */
const ANYWHERE: Field[] = ['intermediateSize', 'parameters', 'experts'];
const HEADS: Field[] = ['heads', 'kvHeads', 'headDim'];
const FIELDS: Record<LayerAttention, { needs: Field[]; may: Field[] }> = {
  full: { needs: HEADS, may: ['valueHeadDim'] },
  sliding: { needs: [...HEADS, 'window'], may: ['valueHeadDim'] },
  chunked: { needs: [...HEADS, 'window'], may: ['valueHeadDim'] },
  mla: {
    needs: ['kvLoraRank', 'ropeHeadDim'],
    may: [...HEADS, 'valueHeadDim', 'indexHeadDim'],
  },
  linear: { needs: ['stateBytes'], may: [...HEADS, 'valueHeadDim'] },
  encoder: { needs: HEADS, may: ['valueHeadDim'] },
  cross: { needs: HEADS, may: ['valueHeadDim', 'window'] },
  none: { needs: [], may: [] },
};

export const rule: ModelRule = {
  code: 'layer-fields',
  severity: 'error',
  description:
    'Layers have the figures that their attention needs, no others, key heads that share the query heads evenly, and no more active experts than there are.',
  check: ({ spec }) =>
    records(spec?.versions).flatMap(({ item: version, index }) =>
      records(version.architecture?.layers).flatMap(layer =>
        layerFindings(
          `spec.versions[${index}].architecture.layers[${layer.index}]`,
          layer.item,
        ),
      ),
    ),
};

function layerFindings(path: string, layers: ModelLayers): RuleFinding[] {
  const fields = lookup(FIELDS, layers.attention);
  if (!fields) {
    return [];
  }
  const missing = fields.needs
    .filter(field => layers[field] === undefined)
    .map(field => ({
      path: `${path}.${field}`,
      message: `is missing; layers with ${
        layers.attention
      } attention need ${fields.needs.join(', ')}`,
    }));
  const foreign = (Object.keys(layers) as Array<keyof ModelLayers>)
    .filter(
      field =>
        field !== 'count' &&
        field !== 'attention' &&
        ![...fields.needs, ...fields.may, ...ANYWHERE].includes(field),
    )
    .map(field => ({
      path: `${path}.${field}`,
      message: `does not belong to layers with ${layers.attention} attention`,
    }));
  const { heads, kvHeads } = layers;
  const uneven =
    heads !== undefined && kvHeads !== undefined && heads % kvHeads !== 0
      ? [
          {
            path: `${path}.kvHeads`,
            message: `must divide heads (${heads}), but is ${kvHeads}`,
          },
        ]
      : [];
  const { total, active } = layers.experts ?? {};
  const tooActive =
    total !== undefined && active !== undefined && active > total
      ? [
          {
            path: `${path}.experts.active`,
            message: `must not be more than total (${total}), but is ${active}`,
          },
        ]
      : [];
  return [...missing, ...foreign, ...uneven, ...tooActive];
}
