import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { JsonObject } from '@backstage/types';
import type { LlmChangePreview } from '@modelyard/plugin-llm-common';
import { describeFailure, type Failure } from './describeFailure';
import { dryRunTemplate, type NoCommitStep } from './dryRunTemplate';
import { readPreview } from './readPreview';

/** What a dry run came to. */
export type PreviewResult =
  | { kind: 'preview'; preview: LlmChangePreview }
  /** The step that commits was left out by its condition. */
  | { kind: 'nothingToCommit' }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'noTemplate' }
  | { kind: 'noPreview' }
  | { kind: 'noStep'; missing: NoCommitStep };

/** The newest result, and how far it can be trusted. */
export interface PreviewState {
  running: boolean;
  result?: PreviewResult;
  /** When the result was there. */
  at?: Date;
  /** Whether something else was entered since. */
  isStale: boolean;
  again: () => void;
}

/** Nobody waits for a run of what they are still typing. */
const PAUSE_MS = 800;

/** Tries a template out with values: at once, and whenever they have changed. */
export function usePreview(options: {
  /** Ref of the template; nothing runs without one. */
  templateRef: string | undefined;
  /** Id of the step that commits, where there are several. */
  step: string | undefined;
  values: JsonObject;
}): PreviewState {
  const { templateRef, step, values } = options;
  const catalogApi = useApi(catalogApiRef);
  const scaffolderApi = useApi(scaffolderApiRef);
  // Forms make a new object of the same values all the time.
  const text = JSON.stringify(values);
  const [asked, setAsked] = useState(0);
  const [running, setRunning] = useState(true);
  const [newest, setNewest] = useState<{
    text: string;
    asked: number;
    result: PreviewResult;
    at: Date;
  }>();

  const run = useCallback(
    async (ref: string, entered: string): Promise<PreviewResult> => {
      try {
        const entity = await catalogApi.getEntityByRef(ref);
        if (!entity) {
          return { kind: 'noTemplate' };
        }
        const made = dryRunTemplate(entity, step);
        if ('missing' in made) {
          return { kind: 'noStep', missing: made.missing };
        }
        const { output } = await scaffolderApi.dryRun({
          template: made.template,
          values: JSON.parse(entered),
          secrets: {},
          directoryContents: [],
        });
        const preview = readPreview(output);
        if (preview === undefined) {
          return { kind: 'nothingToCommit' };
        }
        return preview ? { kind: 'preview', preview } : { kind: 'noPreview' };
      } catch (error) {
        return { kind: 'failed', failure: describeFailure(error) };
      }
    },
    [catalogApi, scaffolderApi, step],
  );

  const isKnown = newest?.text === text && newest.asked === asked;
  // What was asked for when a run was last begun.
  const begun = useRef<number>();
  useEffect(() => {
    if (templateRef === undefined || isKnown) {
      setRunning(false);
      return undefined;
    }
    let isWanted = true;
    const pause = begun.current === asked ? PAUSE_MS : 0;
    begun.current = asked;
    setRunning(true);
    const timer = setTimeout(async () => {
      const result = await run(templateRef, text);
      if (isWanted) {
        setNewest({ text, asked, result, at: new Date() });
        setRunning(false);
      }
    }, pause);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [templateRef, isKnown, text, asked, run]);

  const again = useCallback(() => setAsked(count => count + 1), []);
  return useMemo(
    () => ({
      running,
      result: newest?.result,
      at: newest?.at,
      isStale: newest !== undefined && newest.text !== text,
      again,
    }),
    [running, newest, text, again],
  );
}
