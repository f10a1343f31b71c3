import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import { checkPlacement } from '../../serving/placement';
import { under } from '../issuePaths';
import { Context, gpusOf, mainPool, Pool, prefillPool } from './pools';

/** How the GPUs of each pool share the work, and how they are asked for. */
export function checkPools(context: Context): Issue[] {
  const main = mainPool(context);
  const prefill = prefillPool(context);
  return [
    ...checkPool(main, 'engine.'),
    ...(prefill ? under('prefill', checkPool(prefill, '')) : []),
    ...checkManagedClaims(context),
  ];
}

function checkPool(pool: Pool, engine: string): Issue[] {
  const { nodes, placement } = pool;
  const { pipelineParallel, dataParallel } = pool.engine;
  const issues: Issue[] = checkPlacement({
    placement,
    gpusPerNode: Math.ceil(gpusOf(pool) / nodes),
  });
  if (pipelineParallel > 1 && dataParallel > 1) {
    issues.push(
      errorAt(
        `${engine}dataParallel`,
        'parallel-both',
        'must be 1 where pipelineParallel is above 1: KServe takes one of them',
      ),
    );
  } else if (nodes > 1 && dataParallel > 1 && dataParallel % nodes !== 0) {
    issues.push(
      errorAt(
        'nodes',
        'nodes-of-engine',
        `must divide dataParallel (${dataParallel}), but is ${nodes}`,
      ),
    );
  } else if (nodes > 1 && dataParallel === 1 && pipelineParallel !== nodes) {
    issues.push(
      errorAt(
        'nodes',
        'nodes-of-engine',
        `is ${nodes}, but KServe spreads a server over nodes only by dataParallel, or by a pipelineParallel of the same number`,
      ),
    );
  } else if (nodes > 1 && dataParallel === 1) {
    issues.push(
      warningAt(
        `${engine}pipelineParallel`,
        'preset-pipeline',
        'needs the preset kserve-config-llm-worker-pipeline-parallel, which not every KServe has; spread by dataParallel, or use the family vllm-deployment',
      ),
    );
  }
  return issues;
}

/** KServe makes one claim out of its annotations, for the pods of all sorts. */
function checkManagedClaims({ input }: Context): Issue[] {
  const { managedClaims, placement, prefill } = input;
  if (!managedClaims) {
    return [];
  }
  const issues: Issue[] = [];
  if (placement.allocation !== 'dra') {
    issues.push(
      errorAt(
        'managedClaims',
        'managed-allocation',
        'exist only with the allocation dra',
      ),
    );
  }
  if (placement.sharedClaim || placement.claimTemplate) {
    issues.push(
      errorAt(
        'managedClaims',
        'managed-claim',
        'must not stand beside an existing claim; leave one of them out',
      ),
    );
  }
  if (prefill && claimOf(prefill.placement) !== claimOf(placement)) {
    issues.push(
      errorAt(
        'managedClaims',
        'managed-prefill',
        'are the same for all pods, but prefill asks for other GPUs; leave managedClaims out, and each sort gets a claim of its own',
      ),
    );
  }
  issues.push(
    warningAt(
      'managedClaims',
      'managed-experimental',
      'are experimental in KServe',
    ),
  );
  return issues;
}

function claimOf(placement: Pool['placement']): string {
  const { allocation, deviceClass, gpus, deviceSelectors } = placement;
  return JSON.stringify({ allocation, deviceClass, gpus, deviceSelectors });
}
