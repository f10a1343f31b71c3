import { containersOf, podsIn } from '../../validation/rules/support/pods';
import { text } from '../../validation/rules/support/read';
import type { Modernisation } from '../Modernisation';

/** NVIDIA's images have no tag `latest`, which is what an image without a tag means. */
export const untaggedImage: Modernisation = {
  code: 'untagged-image',
  run: ({ object }) =>
    podsIn(object)
      .flatMap(containersOf)
      .filter(({ item }) =>
        /^(?:(?:docker\.io|nvcr\.io)\/)?nvidia\/[a-z0-9-]+$/.test(
          text(item, 'image') ?? '',
        ),
      )
      .map(({ item, path }) => ({
        path: `${path}.image`,
        message: `is "${text(
          item,
          'image',
        )}" without a tag; there is no latest: name one, such as nvcr.io/nvidia/cuda:12.9.1-base-ubuntu24.04`,
        effect: 'ineffective' as const,
        mended: false,
      })),
};
