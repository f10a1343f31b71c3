import { Money } from '@modelyard/llm-units';
import { Histogram } from '../../histograms/Histogram';
import { MeasureContext } from '../../measure/MeasureContext';
import { MeasuredTask } from '../../tasks';

/** What a source answered for a need: a value; `zero` and `absent` are answers without series. */
export type Answer =
  | number
  | Histogram
  | readonly Money[]
  | 'born-later'
  | 'absent'
  | 'not_instrumented'
  | 'error';

/** A measure with inputs and what it must say of them. */
export interface MeasureCase {
  readonly measure: string;
  readonly name: string;
  readonly task?: MeasuredTask;
  readonly inputs: Readonly<Record<string, Answer>>;
  readonly context?: MeasureContext;
  /** Value, or the state where there is none. */
  readonly is: number | string;
  readonly bounds?: { readonly low?: number; readonly high?: number };
  readonly parts?: Readonly<Record<string, number | string>>;
  readonly met?: string;
  readonly qualifiers?: readonly string[];
}
