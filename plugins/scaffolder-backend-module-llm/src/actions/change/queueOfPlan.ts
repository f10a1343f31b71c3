import { findFamily, Intent } from '@modelyard/llm-manifests';
import { deploymentTarget } from '@modelyard/plugin-llm-common';
import { FoundDeployment } from '../../changes/deploymentFolder';
import { EntityView, fullRef, readPool } from '../assess/readEntities';

/** What decides on the queue of a deployment. */
interface QueueQuestion {
  found: FoundDeployment;
  present: Intent;
  /** The pool that it runs on from now on; the present one where absent. */
  pool?: string;
  /** What the verdict says of the queue. */
  queue?: string | null;
}

/**
 * The queue that a plan gives to the servers: that of the new place, or none. A queue belongs to a pool, so that the one of
 * another pool never stays; one that somebody set by hand stays as long as the deployment stays on its pool.
 *
 * @returns Null for none; undefined where the present one stays
 */
export async function queueOfPlan(
  view: EntityView,
  { found, present, pool, queue }: QueueQuestion,
): Promise<string | null | undefined> {
  const named = presentQueue(present);
  const before = poolOf(found);
  const after =
    pool === undefined ? before : fullRef('on.pool', pool, 'GpuPool');
  if (after !== before) {
    return queue ?? null;
  }
  if (named === undefined || queue === undefined || after === undefined) {
    return queue;
  }
  const { spec } = await readPool(view, after);
  return named === spec.queue ? queue : undefined;
}

function presentQueue({ parts }: Intent): string | undefined {
  const serving = parts.find(({ family }) => findFamily(family)?.serves);
  const { queue } = (serving?.input.runtime ?? {}) as { queue?: unknown };
  return typeof queue === 'string' ? queue : undefined;
}

function poolOf({ model, listed }: FoundDeployment): string | undefined {
  const target =
    listed && deploymentTarget({ entity: model, deployment: listed });
  return target?.kind === 'pool' ? target.ref : undefined;
}
