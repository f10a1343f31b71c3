import { load } from 'js-yaml';
import { get } from '../../../validation/rules/support/read';
import { isRecord } from '../../../validation/schema/rawSchema';
import type { Draft } from '../../Modernisation';
import { draft } from './edit';

/** The ways of sharing GPUs in the configurations of a device plugin that a ConfigMap holds. */
export function sharingIn(object: Draft): Draft[] {
  const data = object.kind === 'ConfigMap' ? get(object, 'data') : undefined;
  return Object.values(isRecord(data) ? data : {}).flatMap((text): Draft[] => {
    if (typeof text !== 'string' || !/\bsharing\b/.test(text)) {
      return [];
    }
    try {
      const sharing = draft(load(text), 'sharing');
      return ['timeSlicing', 'mps']
        .map(way => draft(sharing, way))
        .filter(config => config !== undefined);
    } catch {
      // Not a configuration of the device plugin after all.
      return [];
    }
  });
}
