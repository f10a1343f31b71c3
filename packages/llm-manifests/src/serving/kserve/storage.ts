import { Issue } from '@modelyard/llm-units';
import { errorAt } from '../../objects/issueOf';
import type { SourceInput } from '../engine';
import { checkReferences } from './references';

/** The location that KServe loads a model from, with its revision. */
export function storageUri(source: SourceInput): string {
  const { uri, revision } = source;
  if (revision === undefined) {
    return uri;
  }
  if (uri.startsWith('hf://')) {
    return `${uri}:${revision}`;
  }
  return uri.startsWith('oci://') && revision.startsWith('sha256:')
    ? `${uri}@${revision}`
    : uri;
}

/** Checks what KServe wants of a location beside what every engine does. Paths begin with `source`. */
export function checkStorage(source: SourceInput): Issue[] {
  return [
    ...checkReferences({
      'source.uri': source.uri,
      'source.revision': source.revision,
    }),
    ...(source.uri.startsWith('hf://') &&
    !/^hf:\/\/[^/:]+\/[^/:]+$/.test(source.uri)
      ? [
          errorAt(
            'source.uri',
            'source-hub',
            'must be hf:// with an organisation and a model; what stands after a colon belongs into revision',
          ),
        ]
      : []),
  ];
}
