import { NotFoundError } from '@backstage/errors';
import {
  ObjectValidation,
  Platform,
  SchemaSet,
  validateObject,
} from '@modelyard/llm-manifests';
import { LlmFinding } from '@modelyard/plugin-llm-common';
import { findFieldLine } from '@modelyard/plugin-llm-gitops-node';
import { loadSchemas, ManifestsConfig } from '@modelyard/plugin-llm-node';
import { parseAllDocuments } from 'yaml';

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
  /** What is wrong, with file and path. */
  errors: string[];
  /** What is doubtful. */
  warnings: string[];
  /** The same, with the places in the files. */
  findings: LlmFinding[];
}

/** An object of a file. */
interface FoundObject {
  object: unknown;
  /** What people call it: file, kind and name. */
  name: string;
  path: string;
  content: string;
  /** Which of the documents of the file it is, from 0. */
  document: number;
}

/** What the actions about manifests share: the targets, and the schemas, which are read when they are first needed. */
export class ManifestTools {
  readonly #config: ManifestsConfig;
  #schemas: Promise<SchemaSet | undefined> | undefined;

  constructor(config: ManifestsConfig) {
    this.#config = config;
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

  /** Checks the objects in YAML files together. */
  async check(
    files: ReadonlyArray<{ path: string; content: string }>,
  ): Promise<ManifestCheck> {
    const result: ManifestCheck = {
      level: 1,
      checked: 0,
      notChecked: [],
      errors: [],
      warnings: [],
      findings: [],
    };
    const objects = files.flatMap(({ path, content }) =>
      readObjects(path, content, result),
    );
    const schemas = await this.#load();
    if (!schemas) {
      result.notChecked = objects.map(({ name }) => name);
      return result;
    }
    result.level = 2;
    const bundle = objects.map(({ object }) => object);
    for (const found of objects) {
      const { object } = found;
      note(result, found, validateObject({ object, schemas, bundle }));
    }
    return result;
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

function readObjects(
  path: string,
  content: string,
  result: ManifestCheck,
): FoundObject[] {
  return [...parseAllDocuments(content, { logLevel: 'error' })].flatMap(
    (document, index) => {
      if (document.errors.length > 0) {
        result.errors.push(
          `${path}: is not valid YAML: ${document.errors[0].message}`,
        );
        return [];
      }
      const object: unknown = document.toJS();
      return object === null
        ? []
        : [
            {
              object,
              name: nameOf(path, index, object),
              path,
              content,
              document: index,
            },
          ];
    },
  );
}

function nameOf(path: string, index: number, object: unknown): string {
  const { kind, metadata } = object as {
    kind?: unknown;
    metadata?: { name?: unknown };
  };
  return typeof kind === 'string' && typeof metadata?.name === 'string'
    ? `${path} ${kind} ${metadata.name}`
    : `${path} document ${index + 1}`;
}

function note(
  result: ManifestCheck,
  { name, path: file, content, document }: FoundObject,
  validation: ObjectValidation,
): void {
  if (validation.state === 'checked') {
    result.checked += 1;
  } else {
    result.notChecked.push(`${name}: ${validation.reason}`);
  }
  for (const { severity, path, message } of validation.issues) {
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
