import { plainText } from '../structure/show';
import type { Rule } from './Rule';
import { componentsOf, isInferenceService } from './support/kserve';
import { get, has, items, text } from './support/read';

const PREFIXES =
  /^(gs|s3|pvc|file|https?|hdfs|webhdfs|oci|oci\+native|hf):\/\//;

/** Source: utils.go and inference_service_validation.go of KServe v0.20.0. */
export const isvcStorage: Rule = {
  code: 'isvc-storage',
  appliesTo: isInferenceService,
  check: ({ object }) =>
    componentsOf(object).flatMap(({ component, path }) => {
      const uri = text(component, 'model', 'storageUri');
      const uris = items(component, path, 'storageUris');
      const mounts = uris
        .filter(({ item }) => !(text(item, 'uri') ?? '').startsWith('pvc://'))
        .map(({ item }) => text(item, 'mountPath') ?? '/mnt/models');
      return [
        // An absolute path is a file of the image.
        ...(uri !== undefined && uri.includes('://') && !PREFIXES.test(uri)
          ? [
              {
                path: `${path}.model.storageUri`,
                message: `must begin with gs, s3, pvc, file, http, https, hdfs, webhdfs, oci, oci+native or hf, and ://, but is "${uri}"`,
              },
            ]
          : []),
        ...(uri !== undefined && has(component, 'storageUris')
          ? [
              {
                path: `${path}.storageUris`,
                message:
                  'must not be there together with model.storageUri: KServe takes one or the other',
              },
            ]
          : []),
        ...uris
          .filter(({ item }) =>
            plainText(get(item, 'mountPath') ?? '')
              .split('/')
              .includes('..'),
          )
          .map(entry => ({
            path: `${entry.path}.mountPath`,
            message: 'must not lead upwards (..)',
          })),
        ...(mounts.length > 1 && !haveCommonParent(mounts)
          ? [
              {
                path: `${path}.storageUris`,
                message: `must be mounted below one folder other than /, but are mounted at ${mounts.join(
                  ' and ',
                )}`,
              },
            ]
          : []),
      ];
    }),
};

function haveCommonParent(mounts: readonly string[]): boolean {
  const firsts = mounts.map(mount => mount.split('/')[1] ?? '');
  return new Set(firsts).size === 1 && firsts[0] !== '';
}
