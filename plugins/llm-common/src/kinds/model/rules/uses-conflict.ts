import { normaliseUse } from '../../../aiSystem/uses';
import { texts } from '../../../safe';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'uses-conflict',
  severity: 'error',
  description: 'No use is permitted and prohibited at the same time.',
  check: ({ spec }) => {
    const permitted = new Set(
      texts(spec?.governance?.permittedUses).map(({ item }) =>
        normaliseUse(item),
      ),
    );
    return texts(spec?.governance?.prohibitedUses)
      .filter(({ item }) => permitted.has(normaliseUse(item)))
      .map(({ item, index }) => ({
        path: `spec.governance.prohibitedUses[${index}]`,
        message: `must not be permitted as well, but "${item}" stands in permittedUses`,
      }));
  },
};
