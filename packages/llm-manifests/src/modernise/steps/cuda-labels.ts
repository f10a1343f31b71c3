import { plainText } from '../../validation/structure/show';
import { podsIn } from '../../validation/rules/support/pods';
import { setField } from '../../validation/structure/readJson';
import type { Modernisation } from '../Modernisation';
import type { ModernisationEffect } from '../ModernisationFinding';
import { draft } from './support/edit';

/** Deprecated labels of GPU feature discovery, and labels that it never had, with the labels of today. */
const RENAMED: Readonly<Record<string, readonly string[]>> = {
  'nvidia.com/cuda.driver.major': ['nvidia.com/cuda.driver-version.major'],
  'nvidia.com/cuda.driver.minor': ['nvidia.com/cuda.driver-version.minor'],
  'nvidia.com/cuda.driver.rev': ['nvidia.com/cuda.driver-version.revision'],
  'nvidia.com/cuda.runtime.major': ['nvidia.com/cuda.runtime-version.major'],
  'nvidia.com/cuda.runtime.minor': ['nvidia.com/cuda.runtime-version.minor'],
  'nvidia.com/cuda.driver': ['nvidia.com/cuda.driver-version.major'],
  'nvidia.com/cuda.runtime': [
    'nvidia.com/cuda.runtime-version.major',
    'nvidia.com/cuda.runtime-version.minor',
  ],
};
const NEVER = ['nvidia.com/cuda.driver', 'nvidia.com/cuda.runtime'];

/** Node selectors on the versions of driver and CUDA runtime. */
export const cudaLabels: Modernisation = {
  code: 'cuda-labels',
  run: ({ object, mends }) =>
    podsIn(object).flatMap(({ pod, path }) => {
      const selector = draft(pod, 'nodeSelector') ?? {};
      return Object.keys(selector)
        .filter(label => Object.hasOwn(RENAMED, label))
        .map(label => {
          const value = selector[label];
          const never = NEVER.includes(label);
          const effect = effectOf(value, never);
          if (mends(effect)) {
            const numbers = plainText(value).split('.');
            delete selector[label];
            for (const [index, name] of RENAMED[label].entries()) {
              setField(
                selector,
                name,
                never ? numbers[index] : plainText(value),
              );
            }
          }
          return {
            path: `${path === '' ? '' : `${path}.`}nodeSelector["${label}"]`,
            message: `${
              effect === 'rejected'
                ? `must be a text, but is ${plainText(value)}; and `
                : ''
            }${
              never ? 'is no label that nodes have' : 'is a deprecated label'
            }; today it is ${RENAMED[label].join(' and ')}`,
            effect,
            mended: mends(effect),
          };
        });
    }),
};

// A label is a text; YAML reads 11.4 as a number, and the API server refuses it.
function effectOf(value: unknown, never: boolean): ModernisationEffect {
  if (typeof value !== 'string') {
    return 'rejected';
  }
  return never ? 'ineffective' : 'outdated';
}
