import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AssessedDevices,
  AssessedModel,
  AssessedPool,
  AssessedProvider,
  AssessedVersion,
  BaseDeployment,
  EngineOptions,
} from '@modelyard/llm-sizing';
import { money } from '@modelyard/llm-units';
import { GpuPoolEntityV1alpha1, ModelEntityV1alpha1 } from '../kinds/entities';
import { MODEL_KIND } from '../kinds/constants';
import { deploymentTarget, findVersion } from '../kinds/model/selectors';
import { ModelDeployment, ModelVersion } from '../kinds/model/types.generated';
import { DeviceGroup } from '../kinds/pool/types.generated';
import { currentGpuPrice } from '../kinds/prices';
import { readLlmProvider } from '../provider/readLlmProvider';
import { resolveReference } from '../references/resolveReference';
import { records } from '../safe';
import { readArchitecture } from './readArchitecture';

/**
 * A model as the verdict asks for it. It is named by its ref.
 *
 * @public
 */
export function toAssessedModel(entity: ModelEntityV1alpha1): AssessedModel {
  const { lifecycle, governance, retirement, versions } = entity.spec;
  return {
    name: stringifyEntityRef(entity),
    lifecycle,
    replacedBy: retirement?.replacedBy,
    dataClasses: governance?.dataClasses,
    versions: records(versions).map(({ item }) =>
      toAssessedVersion(entity, item),
    ),
  };
}

function toAssessedVersion(
  entity: ModelEntityV1alpha1,
  version: ModelVersion,
): AssessedVersion {
  const { name, kind, adapts } = version;
  return {
    name,
    kind,
    architecture: readArchitecture(version),
    adapter: adapts && {
      // In full, as models are named here.
      baseModel: refOfBase(entity, adapts.model),
      baseVersion: adapts.version,
      rank: adapts.rank,
    },
  };
}

function refOfBase(entity: ModelEntityV1alpha1, value: string): string {
  const resolved = resolveReference({
    value,
    target: { kinds: [MODEL_KIND] },
    entity,
  });
  return resolved.ok ? resolved.ref : value;
}

/**
 * A deployment that is to serve adapters beside its model, as the verdict asks for it.
 *
 * @param options - `version` is what it serves; `engine` is how it is told to run that
 * @returns Undefined where nobody knows what it runs on, or the architecture of the version
 * @public
 */
export function toBaseDeployment(options: {
  entity: ModelEntityV1alpha1;
  deployment: ModelDeployment;
  version: string;
  devices: string;
  engine: EngineOptions;
}): BaseDeployment | undefined {
  const { entity, deployment, devices, engine } = options;
  const place = deploymentTarget({ entity, deployment });
  const version = findVersion(entity, options.version);
  const architecture = version && readArchitecture(version);
  if (place?.kind !== 'pool' || !architecture) {
    return undefined;
  }
  const { lifecycle, governance, retirement } = entity.spec;
  return {
    model: stringifyEntityRef(entity),
    version: options.version,
    deployment: deployment.name,
    pool: place.ref,
    devices,
    architecture,
    engine,
    retiresOn: retirement?.retiresOn,
    lifecycle,
    replacedBy: retirement?.replacedBy,
    dataClasses: governance?.dataClasses,
  };
}

/**
 * A pool as the verdict asks for it, with the prices of a moment. It is named by its ref.
 *
 * @param options - `servedBy` are the manifest families that can serve a model there, where that was looked up; none can
 *   under a Slurm controller
 * @public
 */
export function toAssessedPool(options: {
  entity: GpuPoolEntityV1alpha1;
  now: Date;
  servedBy?: readonly string[];
}): AssessedPool {
  const { entity, now, servedBy } = options;
  const { type, cluster, region, lifecycle, allowedDataClasses, devices } =
    entity.spec;
  return {
    name: stringifyEntityRef(entity),
    type,
    cluster,
    region,
    lifecycle,
    allowedDataClasses,
    devices: records(devices).map(({ item }) => ({
      ...toAssessedDevices(item),
      pricePerGpuHour: priceOf(entity, item.name, now),
      // None of the families that serve renders for a Slurm controller.
      servedBy: servedBy ?? (type === 'slurm' ? [] : undefined),
    })),
  };
}

function toAssessedDevices(group: DeviceGroup): AssessedDevices {
  const { name, accelerator, nodes, perNode, sharing, interconnect } = group;
  return { name, accelerator, nodes, perNode, sharing, interconnect };
}

function priceOf(
  entity: GpuPoolEntityV1alpha1,
  devices: string,
  now: Date,
): AssessedDevices['pricePerGpuHour'] {
  const price = currentGpuPrice({ entity, devices, now });
  const amount = price && money(price.perGpuHour, price.currency);
  return amount?.ok ? amount.value : undefined;
}

/**
 * A provider of external models as the verdict asks for it. It is named by its ref.
 *
 * @returns Undefined for an entity that is no provider
 * @public
 */
export function toAssessedProvider(
  entity: Entity,
): AssessedProvider | undefined {
  const provider = readLlmProvider(entity);
  return (
    provider && {
      name: stringifyEntityRef(entity),
      region: provider.region,
      allowedDataClasses: provider.allowedDataClasses,
    }
  );
}
