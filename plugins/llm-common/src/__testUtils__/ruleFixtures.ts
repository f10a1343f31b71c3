import { Entity } from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { GpuPoolEntityV1alpha1, ModelEntityV1alpha1, ValidationRule } from '..';

/** One case of `__fixtures__/rules/<subject>/<code>.yaml`. */
export interface RuleCase {
  readonly subject: ValidationRule['subject'];
  readonly code: string;
  readonly case: string;
  /** All that is found, of any rule. */
  readonly issues: ReadonlyArray<{
    modelRef?: string;
    code: string;
    path: string;
    message: string;
  }>;
  readonly entity: ModelEntityV1alpha1 & GpuPoolEntityV1alpha1 & Entity;
  readonly models: ModelEntityV1alpha1[];
  readonly pools: GpuPoolEntityV1alpha1[];
  readonly system?: Entity;
}

/** The pool that deployments run on in cases that name no pools. */
const usualPool = {
  apiVersion: 'modelyard.dev/v1alpha1',
  kind: 'GpuPool',
  metadata: { name: 'h100-fra', namespace: 'infra' },
  spec: { devices: [{ name: 'whole' }] },
};

const folder = join(__dirname, '..', '__fixtures__', 'rules');

/** Every case, file by file. */
export const ruleCases: readonly RuleCase[] = readdirSync(folder).flatMap(
  subject =>
    readdirSync(join(folder, subject)).flatMap(file =>
      parseAllDocuments(readFileSync(join(folder, subject, file), 'utf8')).map(
        document => ({
          pools: [usualPool],
          ...document.toJS({ maxAliasCount: 0 }),
          subject,
          code: file.replace(/\.yaml$/, ''),
        }),
      ),
    ),
);
