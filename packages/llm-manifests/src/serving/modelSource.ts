import { Issue } from '@modelyard/llm-units';
import type { PlatformRequirement } from '../platform/requirements';
import type { SourceInput } from './engine';

/** Where volumes with weights are mounted. */
const MODELS = '/models';

/** How an engine in a plain pod gets at weights. */
export interface ModelSource {
  /** What the engine is given as the model. */
  readonly model: string;
  readonly args: readonly string[];
  readonly volumes: ReadonlyArray<Record<string, unknown>>;
  readonly mounts: ReadonlyArray<Record<string, unknown>>;
  /** Whether it comes from the hub, and so into the cache. */
  readonly isHub: boolean;
}

/** Reads a location; undefined for one that a plain pod cannot load from. */
export function modelSource(source: SourceInput): ModelSource | undefined {
  const [, scheme, rest] =
    /^([a-z][a-z0-9+.-]*):\/\/(.+)$/.exec(source.uri) ?? [];
  switch (scheme) {
    case 'hf':
      return {
        model: rest,
        args: source.revision ? [`--revision=${source.revision}`] : [],
        volumes: [],
        mounts: [],
        isHub: true,
      };
    case 's3':
      return {
        model: source.uri,
        args: ['--load-format=runai_streamer'],
        volumes: [],
        mounts: [],
        isHub: false,
      };
    case 'pvc': {
      const [claim, ...path] = rest.split('/');
      return {
        model: [MODELS, ...path].join('/'),
        args: [],
        volumes: [
          {
            name: 'models',
            persistentVolumeClaim: { claimName: claim, readOnly: true },
          },
        ],
        mounts: [{ name: 'models', mountPath: MODELS, readOnly: true }],
        isHub: false,
      };
    }
    case 'oci':
      return {
        model: MODELS,
        args: [],
        volumes: [
          {
            name: 'models',
            image: {
              reference: source.revision?.startsWith('sha256:')
                ? `${rest}@${source.revision}`
                : rest,
              pullPolicy: 'IfNotPresent',
            },
          },
        ],
        mounts: [{ name: 'models', mountPath: MODELS, readOnly: true }],
        isHub: false,
      };
    default:
      return undefined;
  }
}

/**
 * What the target must have for a location. Volumes out of images are off by default before Kubernetes 1.35.
 *
 * @see Kubernetes, "Use an Image Volume With a Pod"
 */
export function sourceRequirements(source: SourceInput): PlatformRequirement[] {
  return source.uri.startsWith('oci://')
    ? [
        {
          component: 'kubernetes',
          atLeast: '1.35',
          gate: { name: 'ImageVolume', from: '1.33' },
          why: 'mounting a model out of an image registry',
          instead: 'use a location that begins with hf://, s3:// or pvc://',
        },
      ]
    : [];
}

/** Checks a location. Paths begin with `source`. */
export function checkSource(source: SourceInput): Issue[] {
  const issues: Issue[] = [];
  if (!modelSource(source)) {
    issues.push({
      path: 'source.uri',
      code: 'source-scheme',
      message: `must begin with hf://, s3://, pvc:// or oci://, but is ${source.uri}`,
      severity: 'error',
    });
  }
  if (
    source.uri.startsWith('hf://') &&
    !/^[0-9a-f]{40}$/.test(source.revision ?? '')
  ) {
    issues.push({
      path: 'source.revision',
      code: 'source-pinned',
      message:
        'should be a commit of 40 digits: a branch or a tag can serve other weights after a restart',
      severity: 'warning',
    });
  }
  return issues;
}
