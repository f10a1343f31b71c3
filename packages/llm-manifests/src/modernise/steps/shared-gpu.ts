import { containersOf, podsIn } from '../../validation/rules/support/pods';
import type { Modernisation } from '../Modernisation';
import { draft, rename } from './support/edit';
import { sharingIn } from './support/sharing';

const SHARED = /^nvidia\.com\/(gpu|mig-[a-z0-9.+-]+)\.shared$/;

/** The device plugin calls a shared GPU `nvidia.com/gpu.shared` only where its configuration says `renameByDefault: true`. */
export const sharedGpu: Modernisation = {
  code: 'shared-gpu',
  run: ({ object, bundle, mends }) => {
    const configs = bundle.flatMap(sharingIn);
    if (configs.some(config => config.renameByDefault === true)) {
      return [];
    }
    const known = configs.length > 0;
    const mended = known && mends('ineffective');
    return podsIn(object)
      .flatMap(containersOf)
      .flatMap(({ item, path }) => {
        const resources = draft(item, 'resources');
        const names = ['limits', 'requests'].flatMap(list =>
          Object.keys(draft(resources, list) ?? {})
            .filter(name => SHARED.test(name))
            .map(name => ({ list, name })),
        );
        return names.map(({ list, name }) => {
          const holder = draft(resources, list);
          if (mended && holder) {
            rename(holder, name, name.replace(/\.shared$/, ''));
          }
          return {
            path: `${path}.resources.${list}["${name}"]`,
            message: known
              ? 'is a name that nodes do not offer: the configuration of the device plugin lacks renameByDefault: true, and shared GPUs keep their usual name'
              : 'is a name that nodes only offer where the configuration of the device plugin says renameByDefault: true; otherwise the pod waits for ever',
            effect: 'ineffective' as const,
            mended,
          };
        });
      });
  },
};
