import { countOf } from '@modelyard/llm-units';
import { defineMeasure } from '../measure/defineMeasure';
import { amountFigure, estimated } from '../measure/money';
import { amounts, increase } from '../measure/Need';
import { priceUsage } from '../ledger/priceUsage';
import { mergeProvenance, missing } from '../result/makeFigure';
import { Figure, Provenance } from '../result/MeasureResult';
import { moneyFigure } from '../measure/money';
import { InputReader } from '../measure/InputReader';
import { measuredTasks } from '../tasks';

const needs = {
  spent: amounts('cost.used'),
  input: increase('tokens.input', { optional: true }),
  output: increase('tokens.output', { optional: true }),
  cached: increase('tokens.cached_input', { optional: true }),
  requests: increase('requests.total', { optional: true }),
  audioIn: increase('audio.input', { optional: true }),
  audioOut: increase('audio.output', { optional: true }),
  characters: increase('characters.input', { optional: true }),
  images: increase('images.output', { optional: true }),
  unpriced: increase('cost.unpriced_requests', { optional: true }),
};

const PARTIAL: Provenance = { qualifiers: ['partial'], sources: [] };

export const costUsed = defineMeasure({
  id: 'cost-used',
  unit: 'money',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'sum of the closed hours, each at the price in force then, or of what the gateway priced; where neither is there, what was counted times the list price, as an estimate',
  needs,
  context: ['price'],
  parts: ['unpriced-requests'],
  breakdowns: ['deployment', 'version', 'consumer', 'provider'],
  compute: read => {
    const unpriced = read.figure('unpriced', 'requests', 'requests');
    const notes =
      unpriced.state === 'value' && unpriced.value > 0
        ? [
            `The gateway had no price for ${countOf(
              unpriced.value,
              'request, which costs something and is',
              'requests, which cost something and are',
            )} not in the sum`,
          ]
        : [];
    const parts = { 'unpriced-requests': unpriced };
    const reading = read.amounts('spent');
    const unread =
      reading.state === 'absent' || reading.state === 'not_instrumented';
    if (!unread || !read.context.price) {
      const figure = amountFigure(reading);
      return {
        figure: notes.length > 0 ? understated(figure) : figure,
        parts,
        notes,
      };
    }
    return {
      figure: fromCounters(read),
      parts,
      notes: [
        'Counters lose what happens around restarts: an estimate, not to bill from',
        ...notes,
      ],
    };
  },
});

function understated(figure: Figure): Figure {
  return { ...figure, ...mergeProvenance([figure, PARTIAL]) };
}

/** Everything that the price names must be known: what is missing is not free. */
function fromCounters(read: InputReader<typeof needs>): Figure {
  const { price } = read.context;
  if (!price) {
    return missing('not_applicable', {
      code: 'no-price',
      message: 'The entity has no price that is in force',
    });
  }
  const counts = {
    inputTokens: read.figure('input', 'tokens'),
    outputTokens: read.figure('output', 'tokens'),
    cachedInputTokens: read.figure('cached', 'tokens', 'input'),
    requests: read.figure('requests', 'requests'),
    audioSeconds:
      read.task === 'speech'
        ? read.figure('audioOut', 'seconds')
        : read.figure('audioIn', 'seconds'),
    characters: read.figure('characters', 'characters'),
    images: read.figure('images', 'images'),
  };
  const used: Figure[] = [];
  const result = priceUsage({
    price,
    count: name => {
      const figure = counts[name];
      used.push(figure);
      return figure.state === 'value' ? figure.value : undefined;
    },
  });
  if (result.state === 'priced') {
    return estimated(moneyFigure(result.amount, mergeProvenance(used)));
  }
  return (
    used.find(({ state }) => state !== 'value') ??
    missing('not_applicable', {
      code: 'no-price',
      message: 'The price names nothing that is counted',
    })
  );
}
