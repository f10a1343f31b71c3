import { Unknown } from '../facts';
import { useFormats } from '../formats';
import { SecondLine } from '../table';
import { useTexts } from '../useTexts';
import {
  pricedTogether,
  type DescribedDeviceGroup,
  type PricedDeviceGroups,
} from './capacity';

/**
 * What a GPU of the pool costs: one price, or one for each device group where
 * they differ.
 */
export function PoolPrices(props: { groups: readonly DescribedDeviceGroup[] }) {
  const prices = pricedTogether(props.groups);
  return (
    <>
      {prices.map(price => (
        <PoolPrice
          key={price.devices.join(' ')}
          price={price}
          named={prices.length > 1}
        />
      ))}
    </>
  );
}

function PoolPrice(props: {
  price: PricedDeviceGroups;
  /** Whether the device groups have to be named. */
  named: boolean;
}) {
  const { devices, price, nextPrice } = props.price;
  const t = useTexts();
  const formats = useFormats();
  const figure = price && (
    <strong>{formats.money(price.perGpuHour, price.currency)}</strong>
  );
  const amount = figure ? (
    t('pool.capacity.pricePerGpuHour', { price: figure })
  ) : (
    <Unknown>{t('pool.capacity.noPrice')}</Unknown>
  );
  return (
    <div>
      {props.named
        ? t('pool.capacity.priceOf', {
            devices: formats.list(devices),
            price: amount,
          })
        : amount}
      {price && (
        <SecondLine>
          {t('pool.capacity.priceSince', { day: formats.day(price.from) })}
        </SecondLine>
      )}
      {nextPrice && (
        <SecondLine>
          {t('pool.capacity.priceNext', {
            price: formats.money(nextPrice.perGpuHour, nextPrice.currency),
            day: formats.day(nextPrice.from),
          })}
        </SecondLine>
      )}
    </div>
  );
}
