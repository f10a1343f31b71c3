import { Accelerator } from '../Accelerator';
import { amdInstinct } from './amdInstinct';
import { nvidiaAda } from './nvidiaAda';
import { nvidiaAmpere } from './nvidiaAmpere';
import { nvidiaBlackwell } from './nvidiaBlackwell';
import { nvidiaHopper } from './nvidiaHopper';
import { nvidiaTuring } from './nvidiaTuring';

/**
 * Every accelerator that sizing knows, family by family.
 *
 * @public
 */
export const accelerators: readonly Accelerator[] = frozen([
  ...nvidiaTuring,
  ...nvidiaAmpere,
  ...nvidiaAda,
  ...nvidiaHopper,
  ...nvidiaBlackwell,
  ...amdInstinct,
]);

/** All that ask share the rows, so that nobody may change them. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

/**
 * The accelerator of an id such as `nvidia-h100-sxm-80gb`; `undefined` for one that sizing does not know.
 *
 * @public
 */
export function findAccelerator(id: string): Accelerator | undefined {
  return accelerators.find(accelerator => accelerator.id === id);
}
