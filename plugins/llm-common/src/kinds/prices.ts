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
 * The price of a model that is announced to come next.
 *
 * @param options - `now` is the moment; prices change at midnight in UTC
 * @returns Undefined where none is announced
 * @public
 */
export function nextModelPrice(options: {
  entity: ModelEntityV1alpha1;
  now: Date;
}): ModelPrice | undefined {
  return earliest(options.entity.spec?.pricing, options.now);
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
  const { own, general } = gpuPrices(options);
  return latest(own, options.now) ?? latest(general, options.now);
}

/**
 * The price of a GPU-hour that is announced to come next. A device group that has a price of its own no longer follows
 * the pool's.
 *
 * @param options - `devices` is the name of the device group; `now` is the moment; prices change at midnight in UTC
 * @returns Undefined where none is announced
 * @public
 */
export function nextGpuPrice(options: {
  entity: GpuPoolEntityV1alpha1;
  devices: string;
  now: Date;
}): GpuPrice | undefined {
  const { now } = options;
  const { own, general } = gpuPrices(options);
  return latest(own, now)
    ? earliest(own, now)
    : earliest([...own, ...general], now);
}

function gpuPrices(options: {
  entity: GpuPoolEntityV1alpha1;
  devices: string;
}): { own: GpuPrice[]; general: GpuPrice[] } {
  const pricing = records(options.entity.spec?.pricing).map(({ item }) => item);
  return {
    own: pricing.filter(price => price.devices === options.devices),
    general: pricing.filter(price => price.devices === undefined),
  };
}

/** Dates that are not text are left out; the first of equal ones counts. */
function dated<TPrice extends { from: string }>(
  pricing: readonly TPrice[] | undefined,
): TPrice[] {
  return records(pricing)
    .map(({ item }) => item)
    .filter(price => text(price.from));
}

function latest<TPrice extends { from: string }>(
  pricing: readonly TPrice[] | undefined,
  now: Date,
): TPrice | undefined {
  const today = dayOf(now);
  return dated(pricing)
    .filter(price => price.from <= today)
    .reduce<TPrice | undefined>(
      (newest, price) => (newest && newest.from >= price.from ? newest : price),
      undefined,
    );
}

function earliest<TPrice extends { from: string }>(
  pricing: readonly TPrice[] | undefined,
  now: Date,
): TPrice | undefined {
  const today = dayOf(now);
  return dated(pricing)
    .filter(price => price.from > today)
    .reduce<TPrice | undefined>(
      (first, price) => (first && first.from <= price.from ? first : price),
      undefined,
    );
}
