import type { ReactNode } from 'react';
import type { Figure, Objective } from '@modelyard/llm-measures';

/**
 * One figure of a card.
 *
 * @public
 */
export interface MeasureLine {
  /** Names the figure within its card. */
  readonly name: string;
  /** Id of the measure, which decides what is advised where nothing can be told. */
  readonly measure: string;
  readonly figure: Figure;
  readonly objective?: Objective;
  /** Stands large, above the others. */
  readonly main?: boolean;
  /** Shows the least and the most that it can be. */
  readonly bounds?: boolean;
  /** What else is to be said of a figure that is known. */
  readonly detail?: ReactNode;
  /** Said where it does not apply; the line is left out where this is absent. */
  readonly otherwise?: string;
}
