import type { DeploymentSubject } from '../../intent/subject';
import type { EngineInput } from '../../serving/engine';
import type { PlacementInput } from '../../serving/placement';
import type { RenderContext } from '../Family';
import type { KserveLlmInput } from './input';

export type Context = RenderContext<KserveLlmInput, DeploymentSubject>;

/** Pods of one sort: those that answer, or those that only read prompts. */
export interface Pool {
  /** `llm-d.ai/role` of its pods. */
  readonly role: 'both' | 'decode' | 'prefill';
  /** What its own objects are called after. */
  readonly name: string;
  readonly engine: EngineInput;
  readonly placement: PlacementInput;
  readonly nodes: number;
  readonly replicas: { readonly min: number; readonly max?: number };
  readonly cpu: string;
  readonly cpuLimit?: string;
  readonly memory: string;
}

/** The pods that answer. */
export function mainPool({ subject, input }: Context): Pool {
  const { runtime } = input;
  return {
    role: input.prefill ? 'decode' : 'both',
    name: subject.name,
    engine: input.engine,
    placement: input.placement,
    nodes: input.nodes,
    replicas: input.replicas,
    cpu: runtime.cpu,
    cpuLimit: runtime.cpuLimit,
    memory: runtime.memory,
  };
}

/** The pods that only read prompts; undefined where the others do. */
export function prefillPool({ subject, input }: Context): Pool | undefined {
  const { prefill, engine } = input;
  return (
    prefill && {
      role: 'prefill',
      name: `${subject.name}-prefill`,
      engine: {
        ...engine,
        tensorParallel: prefill.tensorParallel,
        pipelineParallel: 1,
        dataParallel: prefill.dataParallel,
        maxNumSeqs: prefill.maxNumSeqs ?? engine.maxNumSeqs,
        maxNumBatchedTokens:
          prefill.maxNumBatchedTokens ?? engine.maxNumBatchedTokens,
      },
      placement: prefill.placement,
      nodes: prefill.nodes,
      replicas: prefill.replicas,
      cpu: prefill.cpu,
      memory: prefill.memory,
    }
  );
}

/** GPUs that one server of a pool takes over all its nodes. */
export function gpusOf({ engine }: Pool): number {
  const { tensorParallel, pipelineParallel, dataParallel } = engine;
  return tensorParallel * pipelineParallel * dataParallel;
}
