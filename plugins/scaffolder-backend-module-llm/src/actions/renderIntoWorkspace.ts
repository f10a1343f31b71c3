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
} from '@modelyard/llm-manifests';
import { isDeepStrictEqual } from 'node:util';
import { readIfThere } from '../changes/readIfThere';
import { subjectFolder } from '../changes/folders';
import { writeChanges, WrittenFile } from '../changes/writeChanges';
import { valueOf, warningsOf } from './fail';
import { ManifestCheck, ManifestTools } from './ManifestTools';

/** What a person decided, before it was read. */
export interface Choices {
  target: unknown;
  subject: unknown;
  parts: unknown;
}

/** What was written. */
export interface Rendered {
  folder: string;
  changes: WrittenFile[];
  warnings: string[];
  validation: Pick<ManifestCheck, 'level' | 'checked' | 'notChecked'>;
  /** Of an intent about a deployment: what the Model says of it. */
  deployment?: DeploymentDescription & { intent: string };
}

/** Renders an intent, checks what comes of it, and writes both to the workspace; or ends with everything that is wrong. */
export async function renderIntoWorkspace(options: {
  choices: Choices;
  folder?: string;
  tools: ManifestTools;
  workspacePath: string;
  logger: LoggerService;
}): Promise<Rendered> {
  const { tools, workspacePath, logger } = options;
  const intent = readChoices(options.choices);
  const folder = options.folder ?? subjectFolder(intent.subject);
  const platform = tools.target(intent.target);
  const rendered = renderFiles({ intent, platform });
  const files = valueOf('The intent cannot be rendered', rendered);

  const manifests = files.filter(
    ({ path }) =>
      path.startsWith('base/') && !path.endsWith('/kustomization.yaml'),
  );
  const check = await tools.check(manifests);
  if (check.errors.length > 0) {
    throw new InputError(
      `The target would refuse what was rendered:\n${check.errors
        .map(line => `- ${line}`)
        .join('\n')}`,
    );
  }
  const warnings = [...warningsOf(rendered.issues), ...check.warnings];
  warnings.forEach(warning => logger.warn(warning));
  const changes = await writeChanges(
    workspacePath,
    files.map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
  );
  const { level, checked, notChecked } = check;
  logger.info(
    `Rendered ${manifests.length} files of manifests to ${folder}; ${
      level === 2
        ? `${checked} objects were checked against schemas, ${notChecked.length} have none`
        : 'no schemas are configured, so that only the rules of the families were checked'
    }`,
  );
  const deployment = describeDeployment({ intent, platform });
  return {
    folder,
    changes,
    warnings,
    validation: { level, checked, notChecked },
    ...(deployment && {
      deployment: { ...deployment, intent: `${folder}/intent.yaml` },
    }),
  };
}

/** The choices with one more part, beside those of the intent that stands in the workspace already. */
export async function addToIntent(options: {
  choices: { target: unknown; subject: unknown };
  part: { family: string; input: unknown };
  folder?: string;
  workspacePath: string;
}): Promise<Choices> {
  const { choices, part, workspacePath } = options;
  const alone = { ...choices, parts: [part] };
  const { subject, target } = readChoices(alone);
  const folder = options.folder ?? subjectFolder(subject);
  const path = resolveSafeChildPath(workspacePath, `${folder}/intent.yaml`);
  const text = await readIfThere(path);
  if (text === undefined) {
    return alone;
  }
  const present = valueOf(
    `${folder}/intent.yaml cannot be read`,
    readIntent(text),
  );
  if (
    present.target !== target ||
    !isDeepStrictEqual(present.subject, subject)
  ) {
    throw new InputError(
      `${folder}/intent.yaml is about another target or subject than this step; give both steps the same, or another folder`,
    );
  }
  const others = present.parts.filter(({ family }) => family !== part.family);
  return { ...choices, parts: [...others, part] };
}

function readChoices({ target, subject, parts }: Choices): Intent {
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
