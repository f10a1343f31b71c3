import { Issue } from '@modelyard/llm-units';
import type { DeploymentSubject } from '../../intent/subject';
import { errorAt, warningAt } from '../../objects/issueOf';
import type { SourceInput } from '../../serving/engine';
import { checkGoTemplates } from '../../serving/kserve/goTemplates';
import { checkStorage, storageUri } from '../../serving/kserve/storage';
import { checkSource } from '../../serving/modelSource';
import type { RenderContext } from '../Family';
import type { ModelCacheInput } from './input';
import { imagesOf } from './prePull';

export type Context = RenderContext<ModelCacheInput, DeploymentSubject>;

/** The model that is kept. */
export function sourceOf({ input, serving }: Context): SourceInput | undefined {
  return input.source ?? serving?.source;
}

/** What the input does not say by itself, and what has no effect beside the rest of the intent. */
export function checkModelCache(context: Context): Issue[] {
  const { input, serving } = context;
  const source = sourceOf(context);
  return [
    ...(input.source ? checkSource(input.source) : []),
    ...(input.by === 'kserve'
      ? checkKserveCache(context)
      : checkPrePull(context)),
    ...(input.source &&
    serving &&
    storageUri(input.source) !== storageUri(serving.source)
      ? [
          warningAt(
            'source',
            'cache-source',
            `is ${storageUri(input.source)}, but the intent serves ${storageUri(
              serving.source,
            )}, which is not kept`,
          ),
        ]
      : []),
    ...(input.by === 'kserve' && !source
      ? [
          errorAt(
            'source',
            'cache-source',
            'is required where the intent serves no model',
          ),
        ]
      : []),
  ];
}

function checkKserveCache({ input, platform, families }: Context): Issue[] {
  if (input.by !== 'kserve') {
    return [];
  }
  const issues: Issue[] = [
    ...(input.source ? checkStorage(input.source) : []),
    ...checkGoTemplates({ source: input.source }),
  ];
  if (!platform.kserve.localModelCache) {
    issues.push(
      errorAt(
        'platform.kserve.localModelCache',
        'cache-off',
        'is false: KServe keeps no models on nodes there; switch it on, or choose pre-pull',
      ),
    );
  }
  const other = families.find(
    family => family !== 'model-cache' && family === 'vllm-deployment',
  );
  if (other) {
    issues.push(
      errorAt(
        'by',
        'cache-server',
        `must be pre-pull beside ${other}: only KServe serves from its cache`,
      ),
    );
  }
  const { newGroup } = input;
  if (newGroup && !input.nodeGroups.includes(newGroup.name)) {
    issues.push(
      errorAt(
        'newGroup.name',
        'cache-group',
        `is ${newGroup.name}, which is not among nodeGroups, so that nothing would be kept there`,
      ),
    );
  }
  return issues;
}

function checkPrePull(context: Context): Issue[] {
  const { input, platform, serving, subject } = context;
  const source = sourceOf(context);
  if (input.by !== 'pre-pull') {
    return [];
  }
  const issues: Issue[] = [];
  if (input.weights && !source?.uri.startsWith('hf://')) {
    issues.push(
      errorAt(
        'weights',
        'weights-source',
        source
          ? `are downloaded only from hf://, but come from ${source.uri}`
          : 'need a source; name one, or serve a model in the same intent',
      ),
    );
  }
  if (
    imagesOf({ subject, platform, input, serving }).length === 0 &&
    !source?.uri.startsWith('oci://') &&
    !input.weights
  ) {
    issues.push(
      errorAt(
        'images',
        'cache-empty',
        'must name an image: nothing would be pulled',
      ),
    );
  }
  return issues;
}
