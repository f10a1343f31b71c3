import { Accelerator } from '../Accelerator';
import { Device, wholeDevice } from '../sizing/Device';
import { Capacity, Joining, Nodes } from './Capacity';

/** Makes equal devices one device and equal nodes one capacity, so that they are told apart by identity alone. */
export class SpaceFactory {
  static create(): SpaceFactory {
    return new SpaceFactory();
  }

  private readonly whole = new Map<Accelerator, Device>();
  private readonly parts = new Map<string, Device>();
  private readonly capacities = new Map<string, Capacity>();

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

  /** @param nodes - the ones with most units first */
  capacity(nodes: readonly Nodes[], joining: Joining): Capacity {
    const { joinable, fastInNode, fastBeyondNode } = joining;
    let key = `${joinable} ${fastInNode} ${fastBeyondNode}`;
    for (const { units, count } of nodes) {
      key += ` ${count}x${units}`;
    }
    let capacity = this.capacities.get(key);
    if (!capacity) {
      capacity = Capacity.create(nodes, joining);
      this.capacities.set(key, capacity);
    }
    return capacity;
  }
}
