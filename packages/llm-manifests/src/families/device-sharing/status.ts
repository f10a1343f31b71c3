import type { KubernetesObject } from '../../objects/KubernetesObject';
import type { DeploymentStatus } from '../../status/DeploymentStatus';
import { absent, fields, findOwned, text } from '../../status/readLive';
import { GROUPS_ANNOTATION } from './render';

/** Labels that name the group of a node. */
const GROUP_LABELS = [
  'nvidia.com/device-plugin.config',
  'nvidia.com/mig.config',
  'nvidia.com/vgpu.config',
];

/** Labels in which the managers say how far they are. */
const STATE_LABELS = [
  'nvidia.com/mig.config.state',
  'nvidia.com/vgpu.config.state',
];

/** Reads from the nodes of a pool whether they share their GPUs as they should. */
export function readSharingStatus(options: {
  objects: readonly KubernetesObject[];
  name: string;
  namespace: string;
}): DeploymentStatus {
  const { objects, name } = options;
  const configs = findOwned({ objects, name, group: '', kind: 'ConfigMap' });
  const groups = new Set(
    configs.flatMap(config =>
      (text(fields(config.metadata.annotations)[GROUPS_ANNOTATION]) ?? '')
        .split(',')
        .filter(Boolean),
    ),
  );
  if (groups.size === 0) {
    return absent(`ConfigMap with device groups of ${name}`);
  }

  const base = { conditions: [], endpoints: [] };
  const nodes = objects
    .filter(object => object?.kind === 'Node')
    .map(node => ({
      name: text(fields(node.metadata).name) ?? '',
      labels: fields(fields(node.metadata).labels),
      allocatable: fields(fields(node.status).allocatable),
    }))
    .filter(({ labels }) =>
      GROUP_LABELS.some(key => groups.has(text(labels[key]) ?? '')),
    );
  if (nodes.length === 0) {
    return {
      ...base,
      phase: 'progressing',
      reason: 'No node bears the label of a device group yet.',
    };
  }

  const states = nodes.map(node => ({ ...node, state: stateOf(node) }));
  const failed = states.filter(({ state }) => state === 'failed');
  const pending = states.filter(({ state }) => state === 'pending');
  if (failed.length > 0) {
    return {
      ...base,
      phase: failed.length === states.length ? 'failed' : 'degraded',
      reason: `${failed.length} of ${
        states.length
      } nodes could not be set up: ${namesOf(failed)}.`,
    };
  }
  if (pending.length > 0) {
    return {
      ...base,
      phase: 'progressing',
      reason: `${pending.length} of ${
        states.length
      } nodes are being set up: ${namesOf(pending)}.`,
    };
  }
  return { ...base, phase: 'ready' };
}

function stateOf(node: {
  labels: { readonly [key: string]: unknown };
  allocatable: { readonly [key: string]: unknown };
}): 'ready' | 'pending' | 'failed' {
  const states = STATE_LABELS.flatMap(key => text(node.labels[key]) ?? []);
  if (states.includes('failed')) {
    return 'failed';
  }
  // Between two states a node drains, resets its GPUs or restarts.
  if (states.some(state => state !== 'success')) {
    return 'pending';
  }
  return Object.entries(node.allocatable).some(
    ([resource, amount]) =>
      resource.startsWith('nvidia.com/') && Number(amount) > 0,
  )
    ? 'ready'
    : 'pending';
}

function namesOf(nodes: ReadonlyArray<{ name: string }>): string {
  const names = nodes.map(({ name }) => name).sort();
  return names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');
}
