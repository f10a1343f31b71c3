import {
  createSchemaSet,
  ObjectValidation,
  validateObject,
} from '@modelyard/llm-manifests';
import { countOf } from '@modelyard/llm-units';
import { Command } from 'commander';
import { CliContext, EXIT, ExitCode, UsageError } from '../CliContext';
import {
  NamedDocument,
  placeData,
  placeOf,
  readDocuments,
} from '../files/readDocuments';
import { NamedFile, readFiles } from '../files/readFiles';
import { formatData, outputOption, OutputFormat } from '../output/formats';
import { formatIssues, hasErrors } from '../output/formatIssues';
import { objectName } from '../output/objectName';
import type { CommandFactory } from './CommandFactory';

interface ValidateOptions {
  readonly crds: string[];
  readonly output: OutputFormat;
  readonly strict?: boolean;
}

interface Checked {
  readonly document: NamedDocument;
  readonly result: ObjectValidation;
}

/** `llm validate`: manifests against CRDs and Kubernetes definitions. */
export const createValidateCommand: CommandFactory = ({ context, ended }) =>
  new Command('validate')
    .description(
      'Checks manifests against CustomResourceDefinitions (structure, defaults, CEL rules), Kubernetes definitions, and rules that otherwise only webhooks know.',
    )
    .argument(
      '<files...>',
      'manifests: files, folders, or - for standard input',
    )
    .requiredOption(
      '--crds <paths...>',
      'CRDs (.yaml) and OpenAPI definitions (.json): files or folders',
    )
    .option('--strict', 'an object without a schema is a finding as well')
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Examples
  llm validate models/qwen3-32b/prod/base --crds crds/
  llm render intent.yaml -p fra-1.yaml | llm validate - --crds crds/ -o json`,
    )
    .action((files: string[], options: ValidateOptions) => {
      ended(validate({ files, ...options, context }));
    });

function validate(
  options: ValidateOptions & { files: string[]; context: CliContext },
): ExitCode {
  const { files, crds, output, strict, context } = options;
  const schemaFiles = readFiles(crds, ['.yaml', '.yml', '.json']);
  const isJson = ({ path }: NamedFile) => path.endsWith('.json');
  const { schemas, issues } = createSchemaSet({
    crds: schemaFiles.filter(file => !isJson(file)).map(({ text }) => text),
    definitions: schemaFiles
      .filter(isJson)
      .flatMap(({ path, text }) => definitionsOf(path, text)),
  });
  context.stderr(formatIssues(issues));
  const documents = readDocuments(files);
  if (documents.length === 0) {
    throw new UsageError('there is no object in the files that were named');
  }
  const bundle = documents.map(({ value }) => value);
  const checked = documents.map(document => ({
    document,
    result: validateObject({ object: document.value, schemas, bundle }),
  }));
  context.stdout(
    output === 'table'
      ? checked.map(asText).join('') + summaryOf(checked)
      : formatData(checked.map(asData), output),
  );
  return checked.some(
    ({ result }) =>
      hasErrors(result.issues) || (strict && result.state === 'not-checked'),
  )
    ? EXIT.findings
    : EXIT.ok;
}

// A folder of CRDs often holds other JSON as well.
function definitionsOf(path: string, text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' &&
      value !== null &&
      ('definitions' in value || 'components' in value)
      ? [value]
      : [];
  } catch (error) {
    throw new UsageError(
      `${path} is not valid JSON: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

function asText({ document, result }: Checked): string {
  const where = `${placeOf(document)} ${objectName(document.value)}`;
  return (
    (result.state === 'not-checked' ? `${where}: ${result.reason}\n` : '') +
    formatIssues(result.issues, where)
  );
}

function asData({ document, result }: Checked) {
  return {
    ...placeData(document),
    object: objectName(document.value),
    state: result.state,
    ...(result.state === 'checked'
      ? { rulesEvaluated: result.rulesEvaluated }
      : { reason: result.reason }),
    issues: result.issues,
  };
}

function summaryOf(checked: readonly Checked[]): string {
  const wrong = checked.filter(({ result }) => hasErrors(result.issues)).length;
  const unknown = checked.filter(
    ({ result }) => result.state === 'not-checked',
  ).length;
  return `${countOf(checked.length, 'object')}: ${
    checked.length - unknown
  } checked, ${unknown} without a schema, ${wrong} with errors\n`;
}
