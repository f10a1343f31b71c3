import type { EngineOptions } from '@modelyard/llm-sizing';
import type { Formats } from '../../formats';
import type { Texts } from '../../useTexts';
import type { PlaceFacts } from './poolPlaces';
import type { PlacedWorkload } from './value';

/** Everything that rows are written with. */
export interface RowWords {
  readonly t: Texts;
  readonly formats: Formats;
  readonly places: ReadonlyMap<string, PlaceFacts>;
  /** Ref and title of the model, for what the verdict says of it. */
  readonly model: { readonly ref: string; readonly title: string };
  readonly workload: PlacedWorkload;
  readonly engine: EngineOptions;
  /** Full ref of the group that will own the deployment. */
  readonly group: string | undefined;
}

/** The verdict names pools and models by their refs, and people by their titles. */
export function withTitles(
  message: string,
  facts: PlaceFacts | undefined,
  { model }: Pick<RowWords, 'model'>,
): string {
  const withModel = message.replaceAll(model.ref, model.title);
  return facts ? withModel.replaceAll(facts.pool, facts.poolTitle) : withModel;
}
