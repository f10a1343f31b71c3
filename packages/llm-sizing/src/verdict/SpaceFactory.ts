import { Accelerator } from '../Accelerator';
import { Device, wholeDevice } from '../sizing/Device';

/** Makes equal devices one device, so that they are told apart by identity alone. */
export class SpaceFactory {
  static create(): SpaceFactory {
    return new SpaceFactory();
  }

  private readonly whole = new Map<Accelerator, Device>();
  private readonly parts = new Map<string, Device>();

  private constructor() {
    // Only create makes one.
  }

  wholeDevice(accelerator: Accelerator): Device {
    const known = this.whole.get(accelerator);
    if (known) {
      return known;
    }
    const made = wholeDevice(accelerator);
    this.whole.set(accelerator, made);
    return made;
  }

  part(made: Device): Device {
    const { accelerator, kind, profile = '', share, memoryBytes } = made;
    const sees = made.seesOwnMemory ?? false;
    const key = `${accelerator.id} ${kind} ${profile} ${share} ${memoryBytes} ${sees}`;
    const known = this.parts.get(key);
    if (!known) {
      this.parts.set(key, made);
    }
    return known ?? made;
  }
}
