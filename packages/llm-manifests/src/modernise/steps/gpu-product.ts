import { podsIn } from '../../validation/rules/support/pods';
import type { Modernisation } from '../Modernisation';
import { draft } from './support/edit';

const LABEL = 'nvidia.com/gpu.product';

/** Drivers of today put NVIDIA before the name of the product. */
export const gpuProduct: Modernisation = {
  code: 'gpu-product',
  run: ({ object, mends }) =>
    podsIn(object).flatMap(({ pod, path }) => {
      const selector = draft(pod, 'nodeSelector') ?? {};
      const product = selector[LABEL];
      if (typeof product !== 'string' || !/^[A-Z]+\d+[A-Z]?-/.test(product)) {
        return [];
      }
      if (mends('ineffective')) {
        selector[LABEL] = `NVIDIA-${product}`;
      }
      return [
        {
          path: `${path === '' ? '' : `${path}.`}nodeSelector["${LABEL}"]`,
          message: `is "${product}", as drivers called it before they put NVIDIA- in front`,
          effect: 'ineffective' as const,
          mended: mends('ineffective'),
        },
      ];
    }),
};
