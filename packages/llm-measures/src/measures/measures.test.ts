import { AnyReading, Measure, MeasureInputs } from '../measure/Measure';
import { Figure, Provenance } from '../result/MeasureResult';
import { measuredTasks } from '../tasks';
import { cases } from './__fixtures__';
import { Answer, MeasureCase } from './__fixtures__/MeasureCase';
import { findMeasure, measures } from '.';

const seen: Provenance = {
  qualifiers: [],
  sources: ['prometheus'],
  asOf: '2026-11-15T23:59:30.000Z',
  coverage: 1,
};

function readingOf(answer: Answer, from: Provenance = seen): AnyReading {
  if (answer === 'born-later' || answer === 'absent') {
    return {
      ...from,
      state: 'absent',
      absence: answer === 'absent' ? 'unknown' : 'zero',
    };
  }
  if (answer === 'not_instrumented' || answer === 'error') {
    return {
      ...from,
      state: answer,
      reason: { code: answer, message: answer },
    };
  }
  if (typeof answer === 'number') {
    return { ...from, query: 'q', state: 'read', value: answer };
  }
  return 'counts' in answer
    ? { ...from, state: 'read', value: answer }
    : { ...from, state: 'read', value: answer };
}

function inputsOf(
  each: MeasureCase,
  change: Record<string, AnyReading> = {},
): MeasureInputs {
  return {
    task: each.task ?? 'chat',
    window: { from: Date.UTC(2026, 10, 15), to: Date.UTC(2026, 10, 16) },
    readings: {
      ...Object.fromEntries(
        Object.entries(each.inputs).map(([name, answer]) => [
          name,
          readingOf(answer),
        ]),
      ),
      ...change,
    },
    context: each.context ?? {},
  };
}

const measureOf = ({ measure }: MeasureCase): Measure => {
  const found = findMeasure(measure);
  if (!found) {
    throw new Error(`There is no measure ${measure}`);
  }
  return found;
};

/** What a figure says: its value, or its state where there is none. */
function saying(figure: Figure | undefined): number | string | undefined {
  return figure?.state === 'value' ? figure.value : figure?.state;
}

const close = (value: number | string) =>
  typeof value === 'number' ? expect.closeTo(value, 9) : value;

function expectFigure(figure: Figure | undefined, is: number | string) {
  expect(saying(figure)).toEqual(close(is));
  // What is missing says why, and can be drawn as nothing else.
  expect(figure && 'value' in figure).toBe(typeof is === 'number');
  expect(figure && 'reason' in figure).toBe(typeof is === 'string');
}

it('every measure has a case with a value, and says only what it declares', () => {
  const valued = new Set(
    cases
      .filter(({ is }) => typeof is === 'number')
      .map(({ measure }) => measure),
  );
  expect(measures.map(({ id }) => id).filter(id => !valued.has(id))).toEqual(
    [],
  );
  for (const each of cases) {
    const { parts } = measureOf(each).compute(inputsOf(each));
    expect(measureOf(each).parts).toEqual(
      expect.arrayContaining(Object.keys(parts)),
    );
    expect(Object.keys(measureOf(each).needs)).toEqual(
      expect.arrayContaining(Object.keys(each.inputs)),
    );
  }
});

it.each(cases)('$measure: $name', each => {
  const result = measureOf(each).compute(inputsOf(each));
  expectFigure(result, each.is);
  for (const [part, is] of Object.entries(each.parts ?? {})) {
    expectFigure(result.parts[part], is);
  }
  const { low, high } = each.bounds ?? {};
  expect(result).toMatchObject({
    ...(each.bounds && {
      bounds: {
        ...(low !== undefined && { low: close(low) }),
        ...(high !== undefined && { high: close(high) }),
      },
    }),
    ...(each.qualifiers && { qualifiers: each.qualifiers }),
  });
  expect(result.objective?.met).toBe(each.met ?? result.objective?.met);
});

describe.each(cases.filter(({ is }) => typeof is === 'number'))(
  '$measure: $name',
  each => {
    const measure = measureOf(each);
    const readings = Object.keys(each.inputs);

    it('says where it comes from, and every input with its value and query', () => {
      const { explain, asOf, sources, coverage } = measure.compute(
        inputsOf(each),
      );
      expect({ asOf, sources, coverage }).toEqual({
        asOf: seen.asOf,
        sources: seen.sources,
        coverage: 1,
      });
      expect(explain.inputs.map(({ name }) => name)).toEqual(
        Object.keys(measure.needs),
      );
      for (const [name, answer] of Object.entries(each.inputs)) {
        const input = explain.inputs.find(candidate => candidate.name === name);
        expect(input).toMatchObject(
          typeof answer === 'number'
            ? { state: 'read', value: answer, query: 'q' }
            : { what: measure.needs[name].series },
        );
      }
      expect(explain.formula).not.toBe('');
    });

    it('is travelled as JSON without loss', () => {
      const result = measure.compute(inputsOf(each));
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    });

    it('keeps every qualifier of what its value rests on', () => {
      for (const qualifier of ['stale', 'partial', 'approximate'] as const) {
        const all = Object.fromEntries(
          readings.map(name => [
            name,
            readingOf(each.inputs[name], { ...seen, qualifiers: [qualifier] }),
          ]),
        );
        expect(measure.compute(inputsOf(each, all)).qualifiers).toContain(
          qualifier,
        );
      }
    });

    it('has no value when nothing was read, and says why', () => {
      for (const state of ['absent', 'not_instrumented', 'error'] as const) {
        const none = Object.fromEntries(
          Object.keys(measure.needs).map(name => [name, readingOf(state)]),
        );
        const result = measure.compute(inputsOf(each, none));
        expectFigure(result, state === 'absent' ? 'no_data' : state);
      }
      expectFigure(
        measure.compute({ ...inputsOf(each), readings: {} }),
        'not_instrumented',
      );
    });

    it('takes no value of another kind', () => {
      const wrong = Object.fromEntries(
        Object.entries(measure.needs).map(([name, { reads }]) => [
          name,
          readingOf(reads === 'number' ? [] : 5),
        ]),
      );
      expectFigure(measure.compute(inputsOf(each, wrong)), 'error');
    });

    it('says of other tasks that it means nothing for them', () => {
      for (const task of measuredTasks.filter(
        candidate => !measure.tasks.includes(candidate),
      )) {
        expectFigure(
          measure.compute({ ...inputsOf(each), task }),
          'not_applicable',
        );
      }
      expect(measure.tasks).toContain(each.task ?? 'chat');
    });
  },
);
