import { dayOf } from '@modelyard/llm-units';
import { records, text } from '../safe';
import { GpuPoolEntityV1alpha1, ModelEntityV1alpha1 } from './entities';
import { ModelPrice } from './model/types.generated';
import { GpuPrice } from './pool/types.generated';

/**
 * The price of a model that is in force at a moment.
 *
 * @param options - `now` is the moment; prices change at midnight in UTC
 * @returns Undefined where the model has no price yet
 * @public
 */
export function currentModelPrice(options: {
  entity: ModelEntityV1alpha1;
  now: Date;
}): ModelPrice | undefined {
  return latest(options.entity.spec?.pricing, options.now);
}

/**
 * The price of a GPU-hour that is in force at a moment: that of the device group, else that of the pool.
 *
 * @param options - `devices` is the name of the device group; `now` is the moment; prices change at midnight in UTC
 * @returns Undefined where there is no price yet
 * @public
 */
export function currentGpuPrice(options: {
  entity: GpuPoolEntityV1alpha1;
  devices: string;
  now: Date;
}): GpuPrice | undefined {
  const { entity, devices, now } = options;
  const pricing = records(entity.spec?.pricing).map(({ item }) => item);
  return (
    latest(
      pricing.filter(price => price.devices === devices),
      now,
    ) ??
    latest(
      pricing.filter(price => price.devices === undefined),
      now,
    )
  );
}

function latest<TPrice extends { from: string }>(
  pricing: readonly TPrice[] | undefined,
  now: Date,
): TPrice | undefined {
  const today = dayOf(now);
  return records(pricing)
    .map(({ item }) => item)
    .filter(price => text(price.from) && price.from <= today)
    .reduce<TPrice | undefined>(
      (newest, price) => (newest && newest.from >= price.from ? newest : price),
      undefined,
    );
}
