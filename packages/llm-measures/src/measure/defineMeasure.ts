import { missing } from '../result/makeFigure';
import { Figure, Objective } from '../result/MeasureResult';
import { InputReader } from './InputReader';
import { Measure, MeasureInputs } from './Measure';
import { Need } from './Need';

/** What a formula gives. */
export interface Outcome {
  readonly figure: Figure;
  readonly parts?: Readonly<Record<string, Figure>>;
  readonly objective?: Objective;
  readonly notes?: readonly string[];
}

/** A measure before it is made complete. */
export type MeasureDefinition<TNeeds extends Readonly<Record<string, Need>>> =
  Omit<Measure, 'compute' | 'needs' | 'titleKey' | 'parts' | 'context'> & {
    readonly needs: TNeeds;
    readonly context?: Measure['context'];
    readonly parts?: readonly string[];
    compute(read: InputReader<TNeeds>): Outcome;
  };

/**
 * Makes a measure of a definition: it answers for tasks that it means nothing for, and explains every result.
 */
export function defineMeasure<TNeeds extends Readonly<Record<string, Need>>>(
  definition: MeasureDefinition<TNeeds>,
): Measure {
  const { id, tasks, formula, needs, compute } = definition;
  return {
    ...definition,
    titleKey: `measures.${id}.title`,
    context: definition.context ?? [],
    parts: definition.parts ?? [],
    compute: (inputs: MeasureInputs) => {
      if (!tasks.includes(inputs.task)) {
        return {
          ...missing('not_applicable', {
            code: 'task',
            message: `It means nothing for a model whose task is ${
              inputs.task
            }, but for ${tasks.join(', ')}`,
          }),
          parts: {},
          explain: { formula, inputs: [], notes: [] },
        };
      }
      const read = new InputReader(needs, inputs);
      const { figure, parts = {}, objective, notes = [] } = compute(read);
      return {
        ...figure,
        parts,
        ...(objective && { objective }),
        explain: { formula, inputs: read.explain(), notes },
      };
    },
  };
}
