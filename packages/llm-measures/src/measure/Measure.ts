import { Money } from '@modelyard/llm-units';
import { Histogram } from '../histograms/Histogram';
import { Reading } from '../reading/Reading';
import { MeasureResult, MeasureUnit } from '../result/MeasureResult';
import { Dimension } from '../series/CanonicalSeries';
import { MeasuredTask } from '../tasks';
import { MeasureContext } from './MeasureContext';
import { Need } from './Need';

/**
 * A reading of any kind of need.
 *
 * @public
 */
export type AnyReading =
  | Reading<number>
  | Reading<Histogram>
  | Reading<readonly Money[]>;

/**
 * What a measure is computed from.
 *
 * @public
 */
export interface MeasureInputs {
  readonly task: MeasuredTask;
  /** The asked window, in milliseconds since 1970. */
  readonly window: { readonly from: number; readonly to: number };
  /** Readings by the name of the need. One that is not there was never asked for, because no source can give it. */
  readonly readings: Readonly<Record<string, AnyReading>>;
  readonly context: MeasureContext;
}

/**
 * Something that is measured of a model: what it needs and how it is computed. A value: it asks nothing itself.
 *
 * @public
 */
export interface Measure {
  readonly id: string;
  /** Key of its title among the texts of the portal. */
  readonly titleKey: string;
  readonly unit: MeasureUnit;
  /** Tasks for which it means something. */
  readonly tasks: readonly MeasuredTask[];
  /** Which way is good, where one is. */
  readonly better: 'more' | 'less' | 'neither';
  /** The formula in words. */
  readonly formula: string;
  readonly needs: Readonly<Record<string, Need>>;
  /** What it takes from the entity. Without it the measure may say less, or that it does not apply. */
  readonly context: readonly (keyof MeasureContext)[];
  /** Names of its further figures. */
  readonly parts: readonly string[];
  /** Dimensions by which it can be broken down: it is then computed for each value from readings of that value. */
  readonly breakdowns: readonly Dimension[];
  /** Computes it. It never throws: what cannot be computed is a state. */
  compute(inputs: MeasureInputs): MeasureResult;
}
