import {
  LoggerService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  DeploymentDescription,
  describeDeployment,
  Intent,
  parseIntent,
  readIntent,
  renderFiles,
  RENDERER_VERSION,
  Subject,
} from '@modelyard/llm-manifests';
import { countOf, formatIssue, Issue } from '@modelyard/llm-units';
import { LlmFinding, LlmManifestsCheck } from '@modelyard/plugin-llm-common';
import { findFieldLine } from '@modelyard/plugin-llm-gitops-node';
import { isDeepStrictEqual } from 'node:util';
import { readIfThere } from '../changes/readIfThere';
import { subjectFolder } from '../changes/folders';
import { writeChanges, WrittenFile } from '../changes/writeChanges';
import { levelsOf, sayChecks } from './checkLevels';
import { valueOf, warningsOf } from './fail';
import { ManifestCheck, ManifestTools } from './ManifestTools';

/** What a person decided, before it was read. */
export interface Choices {
  target: unknown;
  subject: unknown;
  parts: unknown;
}

/** A file of an intent, by its path in the folder. */
export interface RenderedFile {
  path: string;
  content: string;
}

/** What was written. */
export interface Rendered {
  folder: string;
  changes: WrittenFile[];
  warnings: string[];
  validation: Pick<
    ManifestCheck,
    'level' | 'checked' | 'notChecked' | 'dryRun'
  > & { levels: number[] };
  /** Warnings and validation together, as a change carries them. */
  check: LlmManifestsCheck;
  /** Of an intent about a deployment: what the Model says of it. */
  deployment?: DeploymentDescription & { intent: string };
}

/**
 * Renders an intent where nothing is committed, checks what comes of it, and writes both to the workspace; or ends with everything
 * that is wrong.
 */
export async function renderIntoWorkspace(options: {
  choices: Choices;
  folder?: string;
  tools: ManifestTools;
  workspacePath: string;
  logger: LoggerService;
  signal?: AbortSignal;
}): Promise<Rendered> {
  const { tools, workspacePath, logger, signal } = options;
  const intent = readChoices(options.choices);
  const folder = options.folder ?? subjectFolder(intent.subject);
  const { files, ...found } = await renderChecked({
    intent,
    folder,
    tools,
    signal,
  });
  found.warnings.forEach(warning => logger.warn(warning));
  const changes = await writeChanges(
    workspacePath,
    files.map(({ path, content }) => ({
      path: `${folder}/${path}`,
      content,
      committed: null,
    })),
  );
  logger.info(
    `Rendered ${countOf(
      files.filter(isManifest).length,
      'file',
    )} of manifests to ${folder}; ${sayChecks(found.validation)}`,
  );
  return {
    folder,
    changes,
    ...found,
    ...deploymentOf({ intent, folder, tools }),
  };
}

/** What the Model says of the deployment of an intent; nothing for a pool. */
export function deploymentOf(options: {
  intent: Intent;
  folder: string;
  tools: ManifestTools;
}): Pick<Rendered, 'deployment'> {
  const { intent, folder, tools } = options;
  const deployment = describeDeployment({
    intent,
    platform: tools.target(intent.target),
  });
  return deployment
    ? { deployment: { ...deployment, intent: `${folder}/intent.yaml` } }
    : {};
}

/** The files of an intent, checked as a target takes them. Throws InputError with everything that is wrong. */
export async function renderChecked(options: {
  intent: Intent;
  /** Where the files will lie, for what is said of them. */
  folder: string;
  tools: ManifestTools;
  /** Why the cluster is not to be asked of these files, if so. */
  spare?: (files: readonly RenderedFile[]) => string | undefined;
  signal?: AbortSignal;
}): Promise<
  Pick<Rendered, 'warnings' | 'validation' | 'check'> & {
    files: RenderedFile[];
  }
> {
  const { intent, folder, tools, spare, signal } = options;
  const rendered = renderFiles({
    intent,
    platform: tools.target(intent.target),
  });
  const files = valueOf('The intent cannot be rendered', rendered);
  const reason = spare?.(files);
  const check = await tools.check(
    files.filter(isManifest),
    reason === undefined ? { target: intent.target, signal } : { reason },
  );
  if (check.errors.length > 0) {
    throw new InputError(
      `The target would refuse what was rendered:\n${check.errors
        .map(line => `- ${line}`)
        .join('\n')}`,
    );
  }
  const { level, checked, notChecked, dryRun } = check;
  return {
    files,
    warnings: [...warningsOf(rendered.issues), ...check.warnings],
    validation: { level, checked, notChecked, levels: levelsOf(check), dryRun },
    check: {
      kind: 'manifests',
      folder,
      level,
      checked,
      notChecked,
      dryRun,
      findings: [...findingsOf(rendered.issues, files), ...check.findings].map(
        finding => ({
          ...finding,
          ...(finding.path && { path: `${folder}/${finding.path}` }),
        }),
      ),
    },
  };
}

function isManifest({ path }: { path: string }): boolean {
  return path.startsWith('base/') && !path.endsWith('/kustomization.yaml');
}

/** Warnings about an intent, with the lines of its file. */
function findingsOf(
  issues: readonly Issue[],
  files: ReadonlyArray<{ path: string; content: string }>,
): LlmFinding[] {
  const intent = files.find(({ path }) => path === 'intent.yaml');
  return issues
    .filter(({ severity }) => severity === 'warning')
    .map(issue => ({
      severity: 'warning',
      message: formatIssue(issue),
      ...(intent && {
        path: intent.path,
        line: findFieldLine({ text: intent.content, path: issue.path }),
      }),
    }));
}

/**
 * The choices with one more part, beside those of the intent that stands in the workspace already, or is committed. One that
 * is committed for another target or another subject is nothing to add to: it would be replaced.
 */
export async function addToIntent(options: {
  choices: { target: unknown; subject: unknown };
  part: { family: string; input: unknown };
  folder?: string;
  /** Reads the intent that is committed in a folder. */
  committed: (subject: Subject, folder: string) => Promise<Intent | undefined>;
  workspacePath: string;
}): Promise<Choices> {
  const { choices, part, workspacePath } = options;
  const alone = { ...choices, parts: [part] };
  const { subject, target } = readChoices(alone);
  const folder = options.folder ?? subjectFolder(subject);
  const path = resolveSafeChildPath(workspacePath, `${folder}/intent.yaml`);
  const text = await readIfThere(path);
  const present =
    text === undefined
      ? await options.committed(subject, folder)
      : valueOf(`${folder}/intent.yaml cannot be read`, readIntent(text));
  const isOther =
    present?.target !== target || !isDeepStrictEqual(present.subject, subject);
  if (!present || (isOther && text === undefined)) {
    return alone;
  }
  if (isOther) {
    throw new InputError(
      `${folder}/intent.yaml is about another target or subject than this step; give both steps the same, or another folder`,
    );
  }
  const { parts } = present;
  return {
    ...choices,
    parts: parts.some(({ family }) => family === part.family)
      ? parts.map(other => (other.family === part.family ? part : other))
      : [...parts, part],
  };
}

/** What a person decided, as an intent. Throws InputError with everything that is wrong. */
export function readChoices({ target, subject, parts }: Choices): Intent {
  return valueOf(
    'The input is no intent',
    parseIntent({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Intent',
      renderer: RENDERER_VERSION,
      target,
      subject,
      parts,
    }),
  );
}
