import { NotFoundError } from '@backstage/errors';
import {
  ObjectValidation,
  Platform,
  SchemaSet,
  validateObject,
} from '@modelyard/llm-manifests';
import { LlmDryRun, LlmFinding } from '@modelyard/plugin-llm-common';
import { findFieldLine } from '@modelyard/plugin-llm-gitops-node';
import {
  DryRunResult,
  loadSchemas,
  ManifestDryRun,
  ManifestsConfig,
} from '@modelyard/plugin-llm-node';
import { FoundObject, readObjects } from './readObjects';

/** What a check of manifests found, and how far it went. */
export interface ManifestCheck {
  /**
   * 1: the rules of the families only, since no schemas are configured. 2: the schemas of the cluster's kinds, with their
   * CEL rules.
   */
  level: 1 | 2;
  /** Objects that were compared with a schema. */
  checked: number;
  /** Objects that have none, with the reason. */
  notChecked: string[];
  /** What the cluster itself says. */
  dryRun: LlmDryRun;
  /** What is wrong, with file and path. */
  errors: string[];
  /** What is doubtful. */
  warnings: string[];
  /** The same, with the places in the files. */
  findings: LlmFinding[];
}

/** The target whose cluster is asked, or why none is. */
export type AskedCluster =
  | { target: string; signal?: AbortSignal }
  | { reason: string };

/** What is wrong with an object, or doubtful. */
type FoundIssue = Pick<
  ObjectValidation['issues'][number],
  'severity' | 'path' | 'message'
>;

/** What the actions about manifests share: the targets, and the schemas, which are read when they are first needed. */
export class ManifestTools {
  readonly #config: ManifestsConfig;
  readonly #dryRun: ManifestDryRun;
  #schemas: Promise<SchemaSet | undefined> | undefined;

  constructor(options: { config: ManifestsConfig; dryRun: ManifestDryRun }) {
    this.#config = options.config;
    this.#dryRun = options.dryRun;
  }

  /** The target; undefined where none of that name is configured. */
  findTarget(name: string): Platform | undefined {
    return this.#config.targets.get(name);
  }

  /** Throws NotFoundError where no such target is configured. */
  target(name: string): Platform {
    const target = this.findTarget(name);
    if (!target) {
      const known = [...this.#config.targets.keys()].join(', ');
      throw new NotFoundError(
        `There is no target ${name}; ${
          known
            ? `llm.targets has ${known}`
            : 'llm.targets of the configuration is empty'
        }`,
      );
    }
    return target;
  }

  /**
   * Checks the objects in YAML files together: by schemas, and in the cluster of a target where nothing was wrong before.
   *
   * @param cluster - The target, or why its cluster is not to be asked
   */
  async check(
    files: ReadonlyArray<{ path: string; content: string }>,
    cluster: AskedCluster,
  ): Promise<ManifestCheck> {
    const result: ManifestCheck = {
      level: 1,
      checked: 0,
      notChecked: [],
      dryRun: {
        state: 'not-run',
        reason: 'the manifests are not valid without it',
      },
      errors: [],
      warnings: [],
      findings: [],
    };
    const objects = files.flatMap(({ path, content }) =>
      readObjects(path, content, result.errors),
    );
    const schemas = await this.#load();
    if (schemas) {
      result.level = 2;
      const bundle = objects.map(({ object }) => object);
      for (const found of objects) {
        const { object } = found;
        note(result, found, validateObject({ object, schemas, bundle }));
      }
    } else {
      result.notChecked = objects.map(({ name }) => name);
    }
    if (result.errors.length === 0) {
      await this.#askCluster(result, objects, cluster);
    }
    return result;
  }

  async #askCluster(
    result: ManifestCheck,
    objects: readonly FoundObject[],
    asked: AskedCluster,
  ): Promise<void> {
    if ('reason' in asked) {
      result.dryRun = { state: 'not-run', reason: asked.reason };
      return;
    }
    const report = await this.#dryRun.run({
      ...asked,
      objects: objects.map(({ object }) => object),
    });
    if (!report.ran) {
      result.dryRun = { state: 'not-run', reason: report.reason };
      return;
    }
    const { cluster, results } = report;
    const dryRun = {
      state: 'ran' as const,
      cluster,
      checked: 0,
      notChecked: new Array<string>(),
    };
    result.dryRun = dryRun;
    results.forEach((answer, index) => {
      const found = objects[index];
      if (answer.outcome === 'not-checked') {
        dryRun.notChecked.push(`${found.name}: ${answer.reason}`);
      } else if (answer.outcome === 'accepted') {
        dryRun.checked += 1;
      }
      noteIssues(result, found, issuesOf(answer, cluster));
    });
  }

  #load(): Promise<SchemaSet | undefined> {
    if (!this.#schemas) {
      this.#schemas = loadSchemas(this.#config.crdPaths);
      // What was wrong with a file may be mended by the next run.
      this.#schemas.catch(() => {
        this.#schemas = undefined;
      });
    }
    return this.#schemas;
  }
}

function note(
  result: ManifestCheck,
  found: FoundObject,
  validation: ObjectValidation,
): void {
  if (validation.state === 'checked') {
    result.checked += 1;
  } else {
    result.notChecked.push(`${found.name}: ${validation.reason}`);
  }
  noteIssues(result, found, validation.issues);
}

/** What the cluster says, as it is said of schemas. */
function issuesOf(answer: DryRunResult, cluster: string): FoundIssue[] {
  if (answer.outcome === 'refused') {
    return answer.issues.map(({ path, message }) => ({
      severity: 'error',
      path,
      message: `${message} (says the cluster ${cluster})`,
    }));
  }
  return answer.outcome === 'accepted'
    ? answer.warnings.map(message => ({
        severity: 'warning',
        path: '',
        message: `${message} (says the cluster ${cluster})`,
      }))
    : [];
}

function noteIssues(
  result: ManifestCheck,
  { name, path: file, content, document }: FoundObject,
  issues: readonly FoundIssue[],
): void {
  for (const { severity, path, message } of issues) {
    const text = [path, message].filter(Boolean).join(' ');
    if (severity === 'error') {
      result.errors.push(`${name}: ${text}`);
    } else {
      result.warnings.push(`${name}: ${text}`);
      result.findings.push({
        severity,
        path: file,
        line: findFieldLine({ text: content, document, path }),
        message: text,
      });
    }
  }
}
