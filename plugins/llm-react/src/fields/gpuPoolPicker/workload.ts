import type { ModelTask } from '@modelyard/plugin-llm-common';
import type { PlacedWorkload } from './value';

/** A figure of the workload. */
export type WorkloadField = keyof PlacedWorkload;

/** All of them, in the order in which they are asked for. */
export const workloadFields = [
  'promptTokens',
  'answerTokens',
  'concurrentRequests',
  'longestContext',
] as const satisfies readonly WorkloadField[];

/** What was typed; what was not is at its default. */
export type WorkloadDraft = Readonly<Partial<Record<WorkloadField, string>>>;

/** What is wrong with a figure. */
export type WorkloadProblem =
  | { readonly code: 'empty' | 'notWhole' }
  | { readonly code: 'tooSmall'; readonly least: number }
  | { readonly code: 'tooLarge'; readonly most: number }
  | {
      readonly code: 'typicalBeyondModel';
      readonly typical: number;
      readonly most: number;
    }
  | { readonly code: 'beyondModel'; readonly most: number }
  | { readonly code: 'belowTypical'; readonly typical: number };

/** The figures as they are shown, and what follows from them. */
export interface CheckedWorkload {
  readonly texts: Readonly<Record<WorkloadField, string>>;
  readonly problems: Readonly<Partial<Record<WorkloadField, WorkloadProblem>>>;
  /** Undefined while a figure is wrong. */
  readonly workload?: PlacedWorkload;
}

/** More is a slip of the finger. */
const MOST = 1_000_000_000;
const LEAST: Record<WorkloadField, number> = {
  promptTokens: 1,
  // Models that return a vector or a score write nothing.
  answerTokens: 0,
  concurrentRequests: 1,
  longestContext: 1,
};

/**
 * What people usually ask of a model that does this: a start to correct, from
 * everyday use of chats, searches and classifiers.
 */
const USUAL: Record<ModelTask, PlacedWorkload> = {
  chat: usual(2000, 400, 20, 32768),
  completion: usual(1000, 200, 20, 16384),
  embedding: usual(500, 0, 50, 8192),
  rerank: usual(800, 0, 50, 8192),
  transcription: usual(4, 200, 8, 448),
  speech: usual(200, 1000, 8, 4096),
  image: usual(100, 0, 4, 1024),
  moderation: usual(800, 20, 20, 8192),
};

function usual(
  promptTokens: number,
  answerTokens: number,
  concurrentRequests: number,
  longestContext: number,
): PlacedWorkload {
  return { promptTokens, answerTokens, concurrentRequests, longestContext };
}

/** The usual workload of a task, cut to what a version reads; its longest request is that of a deployment, where there is one. */
export function defaultWorkload(
  task: ModelTask,
  contextLength: number | undefined,
  longestServed?: number,
): PlacedWorkload {
  const { promptTokens, answerTokens, concurrentRequests, longestContext } =
    Object.hasOwn(USUAL, task) ? USUAL[task] : USUAL.chat;
  const most = Math.min(contextLength ?? MOST, longestServed ?? MOST);
  const answer = Math.min(answerTokens, Math.floor(most / 2));
  return {
    promptTokens: Math.max(1, Math.min(promptTokens, most - answer)),
    answerTokens: answer,
    concurrentRequests,
    longestContext: Math.min(longestServed ?? longestContext, most),
  };
}

/** Reads what was typed, and says of each figure what is wrong with it. */
export function checkWorkload(options: {
  draft: WorkloadDraft;
  defaults: PlacedWorkload;
  contextLength: number | undefined;
}): CheckedWorkload {
  const { draft, defaults, contextLength } = options;
  const problems: Partial<Record<WorkloadField, WorkloadProblem>> = {};
  const read = (field: WorkloadField): number => {
    const text = draft[field];
    if (text === undefined) {
      return defaults[field];
    }
    const problem = problemOf(field, text);
    if (problem) {
      problems[field] = problem;
    }
    return Number(text);
  };
  const promptTokens = read('promptTokens');
  const answerTokens = read('answerTokens');
  const concurrentRequests = read('concurrentRequests');
  const typical = promptTokens + answerTokens;
  const isTypicalKnown = !problems.promptTokens && !problems.answerTokens;

  // Untouched, the longest request follows the typical one.
  const longestContext =
    draft.longestContext === undefined && isTypicalKnown
      ? Math.min(
          Math.max(defaults.longestContext, typical),
          contextLength ?? MOST,
        )
      : read('longestContext');
  if (
    isTypicalKnown &&
    contextLength !== undefined &&
    typical > contextLength
  ) {
    problems.promptTokens = {
      code: 'typicalBeyondModel',
      typical,
      most: contextLength,
    };
  } else if (!problems.longestContext) {
    if (contextLength !== undefined && longestContext > contextLength) {
      problems.longestContext = { code: 'beyondModel', most: contextLength };
    } else if (isTypicalKnown && longestContext < typical) {
      problems.longestContext = { code: 'belowTypical', typical };
    }
  }
  const figures = {
    promptTokens,
    answerTokens,
    concurrentRequests,
    longestContext,
  };
  const textOf = (field: WorkloadField) => draft[field] ?? `${figures[field]}`;
  return {
    texts: {
      promptTokens: textOf('promptTokens'),
      answerTokens: textOf('answerTokens'),
      concurrentRequests: textOf('concurrentRequests'),
      longestContext: textOf('longestContext'),
    },
    problems,
    workload: Object.keys(problems).length === 0 ? figures : undefined,
  };
}

function problemOf(
  field: WorkloadField,
  text: string,
): WorkloadProblem | undefined {
  if (text.trim() === '') {
    return { code: 'empty' };
  }
  if (!/^\d+$/.test(text)) {
    return { code: 'notWhole' };
  }
  const number = Number(text);
  if (number < LEAST[field]) {
    return { code: 'tooSmall', least: LEAST[field] };
  }
  return number > MOST ? { code: 'tooLarge', most: MOST } : undefined;
}

/** What was typed, for figures that came from elsewhere. */
export function draftOf(workload: PlacedWorkload | undefined): WorkloadDraft {
  return workload
    ? {
        promptTokens: `${workload.promptTokens}`,
        answerTokens: `${workload.answerTokens}`,
        concurrentRequests: `${workload.concurrentRequests}`,
        longestContext: `${workload.longestContext}`,
      }
    : {};
}
