import type { DeploymentSubject } from '../../intent/subject';
import { minorOf } from '../../platform/versions';
import { drainArgs } from '../../serving/drain';
import type { EngineInput } from '../../serving/engine';
import { vllmArgs } from '../../serving/vllmArgs';
import { vllmVersion } from '../../serving/vllmVersion';
import type { RenderContext } from '../Family';
import type { KserveInferenceServiceInput } from './input';

export type Context = RenderContext<
  KserveInferenceServiceInput,
  DeploymentSubject
>;

/** Where KServe puts models, and where adapters are put beside them: it wants one folder above all of them. */
export const MODEL_PATH = '/mnt/models';
const ADAPTERS = '/mnt/adapters';

/** Port of every predictor. */
export const PORT = 8080;

/** The version of vLLM in the runtimes of a version of KServe. */
const BUNDLED: Record<string, string> = { '0.20': '0.24.0' };

/** Runtimes of KServe by what they serve with. */
export const RUNTIMES = {
  vllm: { format: 'vLLM', runtime: 'kserve-vllmserver' },
  huggingface: { format: 'huggingface', runtime: 'kserve-huggingfaceserver' },
} as const;

/** The runtime for one server on several nodes. */
export const MULTI_NODE_RUNTIME = 'kserve-huggingfaceserver-multinode';

/** The image of the engine, where it is not the runtime's own. */
export function imageOf(
  { input, platform }: Context,
  engine: EngineInput = input.engine,
): string | undefined {
  return (
    engine.image ??
    (input.server === 'custom' ? platform.images.vllm : undefined)
  );
}

/** The version of vLLM, where it is known. */
export function versionOf(
  context: Context,
  engine: EngineInput = context.input.engine,
): string | undefined {
  const image = imageOf(context, engine);
  const kserve = context.platform.components.kserve;
  return image === undefined
    ? engine.version ?? (kserve && BUNDLED[minorOf(kserve)])
    : vllmVersion({ engine, image });
}

/** Where KServe puts an adapter. */
export function adapterPath({ name }: { name: string }): string {
  return `${ADAPTERS}/${name}`;
}

/** What the server is told. KServe puts it behind the arguments of the runtime, where the last word counts. */
export function serverArgs(context: Context, engine: EngineInput): string[] {
  const { subject, input } = context;
  const settings = vllmArgs({ engine, adapterPath });
  if (input.server === 'huggingface') {
    return [`--model_name=${subject.servedModelName}`, ...settings];
  }
  return [
    ...(input.server === 'custom' ? [MODEL_PATH, `--port=${PORT}`] : []),
    '--served-model-name',
    subject.servedModelName,
    ...subject.aliases,
    ...drainArgs({
      runtime: input.runtime,
      version: versionOf(context, engine),
    }),
    ...settings,
  ];
}
