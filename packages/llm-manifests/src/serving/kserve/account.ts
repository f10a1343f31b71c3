import { Issue } from '@modelyard/llm-units';
import type { DeploymentSubject } from '../../intent/subject';
import { errorAt } from '../../objects/issueOf';
import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { Platform } from '../../platform/Platform';
import type { SourceInput } from '../engine';
import type { RuntimeInput } from '../runtime';

/** The only key of a Secret that KServe takes a token of the hub from. */
const TOKEN_KEY = 'HF_TOKEN';

interface Options {
  readonly subject: DeploymentSubject;
  readonly source: SourceInput;
  readonly runtime: RuntimeInput;
  readonly platform: Platform;
}

/**
 * The ServiceAccount that a model is loaded with: KServe reads tokens from the Secrets that it lists, and from nowhere
 * else. One is rendered where a token is named and no account.
 */
export function modelAccount(options: Options): {
  name?: string;
  objects: KubernetesObject[];
} {
  const { subject, runtime } = options;
  const token = tokenOf(options);
  if (runtime.serviceAccount || !token) {
    return { name: runtime.serviceAccount, objects: [] };
  }
  const name = `${subject.name}-model`;
  return {
    name,
    objects: [
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace: subject.namespace },
        secrets: [{ name: token.name }],
      },
    ],
  };
}

function tokenOf({ source, platform }: Options) {
  return source.uri.startsWith('hf://')
    ? source.token ?? platform.hub.token
    : undefined;
}

/** Checks that KServe finds the token. Paths begin with `source` or `platform`. */
export function checkModelAccount(options: Options): Issue[] {
  const { source, runtime } = options;
  if (source.token && !source.uri.startsWith('hf://')) {
    return [
      errorAt(
        'source.token',
        'token-source',
        'exists only with hf://; KServe takes credentials of other storage from the Secrets of the ServiceAccount: name it in runtime.serviceAccount',
      ),
    ];
  }
  if (source.token && runtime.serviceAccount) {
    return [
      errorAt(
        'source.token',
        'token-account',
        `must not stand beside runtime.serviceAccount: KServe reads tokens only from the Secrets of that account; list ${source.token.name} there`,
      ),
    ];
  }
  const token = tokenOf(options);
  return token && !runtime.serviceAccount && token.key !== TOKEN_KEY
    ? [
        errorAt(
          source.token ? 'source.token.key' : 'platform.hub.token.key',
          'token-key',
          `must be ${TOKEN_KEY}, the only key that KServe reads, but is ${token.key}`,
        ),
      ]
    : [];
}
