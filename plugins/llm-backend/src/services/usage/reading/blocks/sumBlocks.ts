import { LedgerKeyPart, Vantage } from '@modelyard/llm-measures';
import { letOthersRun } from '../../tables/letOthersRun';
import { DAY_HOURS } from '../../tables/units';
import { Cell } from '../Cells';
import { SumRow } from '../selectSums';
import { UsageFilters, UsageStep } from '../UsageReader';
import { BlockStore, WantedBlock } from './BlockStore';
import { CellGroup, PeriodSums } from './PeriodSums';
import { UsageBlock } from './UsageBlock';

/** How long sums are added up at a time. */
const TURN_MS = 10;

/** Sums of a span, as the tables would tell them. */
export interface BlockSums {
  readonly cells: Cell[];
  readonly money: SumRow[];
}

/** Adds blocks up, by parts of their keys and by time. */
export async function sumBlocks(options: {
  store: BlockStore;
  blocks: readonly WantedBlock[];
  parts: readonly LedgerKeyPart[];
  where: UsageFilters;
  step: UsageStep;
  /** Whether consumers are told apart; otherwise days of all together are used. */
  consumers: boolean;
}): Promise<BlockSums> {
  const { store, blocks, parts, where, step, consumers } = options;
  const read: UsageBlock[] = [];
  for (const block of blocks) {
    read.push(await store.read(block));
  }
  const { keys } = store;
  const { groupOf, samples } = keys.group({
    columns: [...parts, 'vantage'],
    where,
    consumers,
  });
  const groups = samples.map(
    (place): CellGroup => ({
      parts: Object.fromEntries(
        parts.map(part => [part, keys.valueOf(part, place)]),
      ),
      vantage: keys.valueOf('vantage', place) as Vantage,
    }),
  );
  const rows = read.reduce(
    (most, { places }) => Math.max(most, places.length),
    0,
  );
  const scratch = {
    meant: new Int32Array(rows),
    groups: new Int32Array(rows),
  };
  const cells: Cell[] = [];
  const money: SumRow[] = [];
  await letOthersRun();
  let turn = performance.now();
  let sums = PeriodSums.create(samples.length, scratch);
  const finish = (period: number | undefined) => {
    sums.emit({ groups, step, period, cells, money });
  };
  for (const [index, block] of read.entries()) {
    const wanted = blocks[index];
    const period = periodOfBlock(step, wanted);
    sums.add(block, groupOf, wanted);
    const next = blocks[index + 1];
    if (!next || periodOfBlock(step, next) !== period) {
      finish(period);
      sums = PeriodSums.create(samples.length, scratch);
    }
    if (performance.now() - turn > TURN_MS) {
      await letOthersRun();
      turn = performance.now();
    }
  }
  await letOthersRun();
  return { cells, money };
}

/** Number of the hour or day that a block belongs to; undefined in totals. */
function periodOfBlock(
  step: UsageStep,
  { kind, period }: WantedBlock,
): number | undefined {
  if (step === 'total') {
    return undefined;
  }
  return step === 'day' && kind === 'hour'
    ? Math.floor(period / DAY_HOURS)
    : period;
}
