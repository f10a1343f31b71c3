import { ParallelismRule } from './ParallelismRule';

/** Devices are counted in whole numbers, within what an engine starts. */
export const wholeNumbers: ParallelismRule = {
  code: 'whole-numbers',
  problem: ({ parallelism }) => {
    for (const [name, count] of Object.entries(parallelism)) {
      if (
        typeof count === 'number' &&
        !(Number.isInteger(count) && count >= 1 && count <= 65_536)
      ) {
        return `${name} must be a whole number of at least 1, but is ${count}`;
      }
    }
    return undefined;
  },
};
