import { lookup, records } from '../../../safe';
import { taskUnits } from '../taskUnits';
import { ModelRule } from './ModelRule';

const WITHOUT_UNIT = ['from', 'currency'];

export const rule: ModelRule = {
  code: 'price-units',
  severity: 'error',
  description:
    'A price has a unit, and one that fits the task: tokens for text, minutes for audio, images for images.',
  check: ({ spec }) => {
    const fitting: readonly string[] | undefined = lookup(
      taskUnits,
      spec?.type,
    )?.priceKeys;
    if (!fitting) {
      return [];
    }
    return records(spec.pricing).flatMap(({ item, index }) => {
      const path = `spec.pricing[${index}]`;
      const keys = Object.keys(item).filter(key => !WITHOUT_UNIT.includes(key));
      if (keys.length === 0) {
        return [
          { path, message: `has no price; give ${fitting.join(' or ')}` },
        ];
      }
      return keys
        .filter(key => !fitting.includes(key))
        .map(key => ({
          path: `${path}.${key}`,
          message: `does not fit the task ${
            spec.type
          }, whose prices are ${fitting.join(', ')}`,
        }));
    });
  },
};
