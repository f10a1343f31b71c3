import {
  findAccelerator,
  findPartitionLayoutProblems,
  PartitionLayoutProblem,
} from '@modelyard/llm-sizing';
import { RuleFinding } from '../../rules/Rule';
import { records } from '../../safe';
import { GpuPoolSpec } from './types.generated';

/** What is wrong with the partitions of the device groups whose accelerator is known. */
export function partitionFindings(
  spec: GpuPoolSpec | undefined,
  kind: PartitionLayoutProblem['kind'],
): RuleFinding[] {
  return records(spec?.devices).flatMap(({ item, index }) => {
    const accelerator = findAccelerator(item.accelerator);
    const profiles = records(item.sharing?.profiles);
    if (!accelerator || item.sharing?.strategy !== 'mig') {
      return [];
    }
    const path = `spec.devices[${index}].sharing.profiles`;
    return findPartitionLayoutProblems({
      accelerator,
      layout: profiles.map(profile => profile.item),
    })
      .filter(problem => problem.kind === kind)
      .map(problem => ({
        path:
          problem.index === undefined
            ? path
            : `${path}[${profiles[problem.index].index}]`,
        message: problem.message,
      }));
  });
}
