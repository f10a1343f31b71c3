import {
  deviceSelectors,
  isClaimOrClass,
} from '../../validation/rules/support/claims';
import { text } from '../../validation/rules/support/read';
import type { Modernisation } from '../Modernisation';
import { typeOf } from './support/edit';

const GONE =
  /device\.attributes\[['"]gpu\.nvidia\.com['"]\](?:\.(index|minor)\b|\[['"](index|minor)['"]\])/;
const TYPE =
  /\.?\[?['"]?type['"]?\]?\s*==\s*['"](?!gpu['"]|mig['"]|vfio['"])([^'"]+)['"]/;

/** Attributes that the driver no longer gives, and values that it never gave: an unknown one ends the allocation with an error. */
export const deviceAttributes: Modernisation = {
  code: 'device-attributes',
  run: ({ object, bundle }) => {
    const kind = typeOf(object);
    return isClaimOrClass(kind)
      ? deviceSelectors({ object, kind, oldObject: undefined, bundle }).flatMap(
          ({ item, path }) => {
            const expression = text(item, 'cel', 'expression') ?? '';
            const gone = GONE.exec(expression);
            const type = expression.includes('gpu.nvidia.com')
              ? TYPE.exec(expression)
              : null;
            const at = `${path}.cel.expression`;
            return [
              ...(gone
                ? [
                    {
                      path: at,
                      message: `asks for the attribute ${
                        gone[1] ?? gone[2]
                      }, which the NVIDIA driver does not give any more; uuid names one GPU, and productName or memory a sort`,
                      effect: 'ineffective' as const,
                      mended: false,
                    },
                  ]
                : []),
              ...(type
                ? [
                    {
                      path: at,
                      message: `compares type with "${type[1]}"; type is only ever "gpu", "mig" or "vfio", and productName is what a GPU is called`,
                      effect: 'ineffective' as const,
                      mended: false,
                    },
                  ]
                : []),
            ];
          },
        )
      : [];
  },
};
