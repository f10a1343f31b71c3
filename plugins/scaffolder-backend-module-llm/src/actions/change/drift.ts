import { ConflictError } from '@backstage/errors';
import { Drift, findDrift, readIntent } from '@modelyard/llm-manifests';
import { RenderedFolder } from '@modelyard/plugin-llm-gitops-node';
import { ManifestTools } from '../ManifestTools';

/** What is said of drift in the output of a step. */
export interface DriftNote {
  state: Drift['state'];
  message?: string;
  files: Array<{ path: string; type: 'changed' | 'missing' | 'extra' }>;
}

/** How the committed manifests of a folder stand to their intent, for the target that this names. */
export function driftOf(folder: RenderedFolder, tools: ManifestTools): Drift {
  if (folder.intent === undefined) {
    return { state: 'in-step' };
  }
  const intent = readIntent(folder.intent);
  return findDrift({
    intent: folder.intent,
    base: folder.base,
    platform: intent.ok ? tools.findTarget(intent.value.target) : undefined,
  });
}

/** Drift with the paths of files in the repository, and without their texts. */
export function noteOf(folder: string, drift: Drift): DriftNote {
  return {
    state: drift.state,
    ...('message' in drift && { message: drift.message }),
    files:
      drift.state === 'edited'
        ? drift.files.map(({ path, type }) => ({
            path: `${folder}/${path}`,
            type,
          }))
        : [],
  };
}

/** Throws ConflictError where somebody has edited manifests that would be lost. */
export function requireNoEdits(note: DriftNote): void {
  if (note.state === 'edited') {
    throw new ConflictError(
      `Somebody has edited what was rendered, and this change would write over it:\n${listed(
        note,
      )}\nMove what is to stay to the folder overlays, or run this again with the choice to give these edits up`,
    );
  }
}

/** What a reviewer should know of the state that the change began with. */
export function warningsOfDrift(note: DriftNote): string[] {
  if (note.state === 'edited') {
    return [`Edits by hand are given up: ${namesOf(note).join(', ')}`];
  }
  return note.state === 'outdated'
    ? [
        `More changes than was asked for, because the manifests were out of date: ${note.message}`,
      ]
    : [];
}

const WORDS = {
  changed: 'edited',
  missing: 'deleted',
  extra: 'added',
} as const;

function listed(note: DriftNote): string {
  return namesOf(note)
    .map(name => `- ${name}`)
    .join('\n');
}

function namesOf({ files }: DriftNote): string[] {
  return files.map(({ path, type }) => `${path} (${WORDS[type]})`);
}
