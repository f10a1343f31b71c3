import { InputError } from '@backstage/errors';
import {
  describeDeployment,
  findFamily,
  Intent,
} from '@modelyard/llm-manifests';
import {
  deploymentTarget,
  isGpuPoolEntity,
} from '@modelyard/plugin-llm-common';
import { FoundDeployment } from '../../changes/deploymentFolder';
import { findTooMany, ServerShape } from '../assess/declaredRoom';
import { EntityView, fullRef, readEntity } from '../assess/readEntities';
import { ManifestTools } from '../ManifestTools';

/** A change of the number of servers. */
interface ServersQuestion {
  found: FoundDeployment;
  /** As it is to be. */
  intent: Intent;
  /** As it is now. */
  present: Intent;
  /** Where it runs from now on; where it runs now where absent. */
  on?: { pool?: string; devices?: string };
  tools: ManifestTools;
}

/**
 * Throws InputError where more servers are asked for than before and than the devices they run on declare room for.
 *
 * @returns Warnings, where nobody can say whether there is room
 */
export async function crowdedServers(
  view: EntityView,
  question: ServersQuestion,
): Promise<string[]> {
  const { intent, present, tools } = question;
  const [now, before] = [intent, present].map(each => {
    const platform = tools.findTarget(each.target);
    return platform && describeDeployment({ intent: each, platform })?.replicas;
  });
  const shape = shapeOfServers(intent);
  // Fewer never crowd anything, and what runs already has its place.
  const more = now && {
    ...(now.min > (before?.min ?? 0) && { min: now.min }),
    ...(now.max > (before?.max ?? 0) && { max: now.max }),
  };
  const place = placeOf(question);
  if (!shape || !place || !more || Object.keys(more).length === 0) {
    return [];
  }
  const pool = await readEntity(view, 'on.pool', place.pool, 'GpuPool');
  const devices =
    pool && isGpuPoolEntity(pool)
      ? pool.spec.devices.find(({ name }) => name === place.devices)
      : undefined;
  if (!devices) {
    return [
      'Nobody can say whether there is room for the servers: you see no GPU pool on which they run, or it has no such devices',
    ];
  }
  const [tooMany] = findTooMany({
    replicas: more,
    devices,
    shape,
    overridden: false,
  });
  if (tooMany) {
    throw new InputError(
      `The change cannot be made: ${tooMany.path} ${tooMany.message}`,
    );
  }
  return [];
}

function placeOf({
  found,
  on,
}: ServersQuestion): { pool: string; devices: string } | undefined {
  const { model, listed } = found;
  const target =
    listed && deploymentTarget({ entity: model, deployment: listed });
  const there = target?.kind === 'pool' ? target : undefined;
  const pool = on?.pool || there?.ref;
  const devices = on?.devices || there?.devices;
  return pool && devices
    ? { pool: fullRef('on.pool', pool, 'GpuPool'), devices }
    : undefined;
}

/** What each server of an intent takes; undefined where none of its own run. */
function shapeOfServers({ parts }: Intent): ServerShape | undefined {
  const { placement, nodes } =
    parts.find(({ family }) => findFamily(family)?.serves)?.input ?? {};
  const { gpus, resource, partition } = (placement ?? {}) as {
    gpus?: number;
    resource?: string;
    partition?: string;
  };
  const profile = partition ?? resource?.split('/mig-')[1];
  return gpus === undefined
    ? undefined
    : {
        each: gpus,
        nodes: typeof nodes === 'number' ? nodes : 1,
        ...(profile !== undefined && { profile }),
      };
}
