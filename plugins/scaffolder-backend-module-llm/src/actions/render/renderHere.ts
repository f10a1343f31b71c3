import { LoggerService } from '@backstage/backend-plugin-api';
import { renderFiles } from '@modelyard/llm-manifests';
import { countOf } from '@modelyard/llm-units';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { TargetRules } from '@modelyard/plugin-llm-node';
import { subjectFolder } from '../../changes/folders';
import { Viewer } from '../../changes/hidden';
import { writeChanges } from '../../changes/writeChanges';
import {
  driftOf,
  noteOf,
  requireNoEdits,
  warningsOfDrift,
} from '../change/drift';
import { FolderUpdate, updateFolder } from '../change/updateFolder';
import { withFindings } from '../change/withFindings';
import { sayChecks } from '../checkLevels';
import { valueOf } from '../fail';
import { ManifestTools } from '../ManifestTools';
import {
  Choices,
  deploymentOf,
  readChoices,
  renderIntoWorkspace,
} from '../renderIntoWorkspace';
import {
  Committed,
  readCommitted,
  refuseReplacing,
  saysSame,
} from './committedFolder';
import { OwnGroupOptions, Run } from '../requireOwnGroup';
import { requireOwnNamespace } from './requireNamespace';
import { requireOwnSubject } from './requireOwnSubject';
import { requireFreeNames } from './takenNames';

/** What was rendered, and what becomes of what is committed. */
export interface RenderedHere extends FolderUpdate {
  unchanged: boolean;
  /** Whether something else was there before. */
  replaces: boolean;
}

/**
 * Renders an intent into the workspace, with an eye on what is committed where it belongs: the same again changes nothing,
 * and something else is refused, unless it is to be replaced.
 */
export async function renderHere(options: {
  choices: Choices;
  folder?: string;
  tools: ManifestTools;
  rules: ReadonlyMap<string, TargetRules>;
  open: () => Promise<GitOpsRepository>;
  viewer: Viewer & OwnGroupOptions;
  run: Run;
  replace?: boolean;
  discardHandEdits?: boolean;
  workspacePath: string;
  logger: LoggerService;
  signal?: AbortSignal;
}): Promise<RenderedHere> {
  const { choices, tools, open, viewer, workspacePath, logger } = options;
  const intent = readChoices(choices);
  const { subject } = intent;
  const folder = options.folder ?? subjectFolder(subject);
  const committed = await readCommitted({ viewer, open, subject, folder });
  requireOwnNamespace({ ...options, intent, before: committed.intent });
  await requireOwnSubject({
    ...viewer,
    run: options.run,
    intent,
    before: committed.intent,
  });
  await requireFreeNames({
    viewer,
    tree: committed.tree,
    folder,
    intent,
    before: committed.intent,
  });
  if (isEmpty(committed)) {
    const done = await renderIntoWorkspace({ ...options, folder });
    return { ...done, remove: [], unchanged: false, replaces: false };
  }
  const replaces = !committed.intent || !saysSame(intent, committed.intent);
  if (replaces && !options.replace) {
    // What could not be rendered anywhere is said first.
    const platform = tools.target(intent.target);
    valueOf('The intent cannot be rendered', renderFiles({ intent, platform }));
    refuseReplacing(committed, subject);
  }
  const drift = noteOf(folder, driftOf(committed.folder, tools));
  if (!options.discardHandEdits) {
    requireNoEdits(drift);
  }
  const update = await updateFolder({
    intent,
    committed: committed.folder,
    tools,
    workspacePath,
    signal: options.signal,
  });
  const unchanged = update.changes.length + update.remove.length === 0;
  const ofChange = unchanged ? [] : warningsOfDrift(drift);
  const warnings = [...ofChange, ...update.warnings];
  warnings.forEach(warning => logger.warn(warning));
  logger.info(
    unchanged
      ? `${folder} already is as asked: nothing changes`
      : `Changed ${update.changes.length} and removed ${countOf(
          update.remove.length,
          'file',
        )} in ${folder}; ${sayChecks(update.validation)}`,
  );
  return {
    ...update,
    ...deploymentOf({ intent, folder, tools }),
    // A run that comes after its own commit puts out the same files as before.
    changes: unchanged
      ? await writeChanges(workspacePath, filesOf(committed))
      : update.changes,
    warnings,
    check: withFindings(update.check, { warnings: ofChange }),
    unchanged,
    replaces,
  };
}

function isEmpty({ folder }: Committed): boolean {
  return folder.intent === undefined && folder.base.size === 0;
}

function filesOf({ folder: { folder, intent = '', base } }: Committed) {
  return [
    { path: `${folder}/intent.yaml`, content: intent },
    ...[...base].map(([name, content]) => ({
      path: `${folder}/base/${name}`,
      content,
    })),
  ];
}
