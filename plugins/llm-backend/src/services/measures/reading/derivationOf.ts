import { AnyReading } from '@modelyard/llm-measures';
import { MeasuredSubject } from '../subject/MeasuredSubject';
import { ReadingAsk } from './ReadingAsk';
import { remark } from './readings';

/** An input that is computed from another one. */
export interface Derivation {
  readonly from: ReadingAsk;
  readonly map: (reading: AnyReading) => AnyReading;
  /** Whether it is not asked for itself at all. */
  readonly instead?: true;
}

/**
 * What an input can be computed from where no source has it:
 *
 * - GPU-hours that were held, from the GPUs that pods ask for; a pool holds all of its GPUs, asked for or not;
 * - whether a pool was busy, from its GPUs: requests are a matter of models.
 */
export function derivationOf(
  ask: ReadingAsk,
  subject: MeasuredSubject,
): Derivation | undefined {
  if (subject.kind === 'consumer') {
    return undefined;
  }
  const { vantages, ...rest } = ask;
  if (ask.series === 'gpu.held_hours') {
    const isPool = subject.kind === 'pool';
    return {
      from: {
        ...rest,
        series: isPool ? 'gpu.allocatable' : 'gpu.requested',
        ask: 'hours',
      },
      map: reading =>
        remark(reading, {
          note: isPool
            ? 'all GPUs of the pool × hours, whether pods asked for them or not'
            : 'GPUs that pods asked for × hours in which they asked for them',
          qualifiers: ['approximate'],
        }),
    };
  }
  if (subject.kind === 'pool' && ask.series === 'requests.running') {
    return {
      instead: true,
      from: { ...rest, series: 'gpu.activity', ask: 'average' },
      map: reading =>
        remark(reading, {
          note: 'of a pool, the share of the time in which its GPUs were busy stands for that in which requests were running',
        }),
    };
  }
  return undefined;
}
