import { Vantage } from '@modelyard/llm-measures';
import { UsageQuestion } from '../../usage';

const SHOWN = 3;

/** What the ledger was asked, for people: consumers are counted and not named, since not everybody may read their names. */
export function describeLedgerQuestion(options: {
  what: string;
  question: UsageQuestion;
  vantages: readonly Vantage[];
}): string {
  const { what, question, vantages } = options;
  const { from, to, by, step, where = {} } = question;
  const filters = Object.entries(where).map(([part, values]) => {
    const shown =
      part === 'consumer' || values.length > SHOWN
        ? `one of ${values.length}`
        : values.join(', ');
    return `${part} is ${shown}`;
  });
  const cuts = [...by, ...(step === 'total' ? [] : [step])];
  return [
    `usage ledger: sum of ${what} from ${new Date(
      from,
    ).toISOString()} to ${new Date(to).toISOString()}`,
    ...(filters.length > 0 ? [`where ${filters.join(' and ')}`] : []),
    ...(cuts.length > 0 ? [`by ${cuts.join(' and ')}`] : []),
    ...(vantages.length > 0 ? [`as seen from the ${vantages.join(', ')}`] : []),
  ].join(', ');
}
