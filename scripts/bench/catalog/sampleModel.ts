import { Entity } from '@backstage/catalog-model';
import { isModelEntity, relationsOf } from '@modelyard/plugin-llm-common';
import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { median } from '../support/statistics';

const modelsFolder = path.resolve(__dirname, '../../../examples/gitops/models');

/** A Model that stands for the demo organisation's models. */
export interface ModelSample {
  /** The example whose size and relations are nearest to the medians. */
  readonly entity: Entity;
  /** Median size of an example, in bytes of JSON. */
  readonly bytes: number;
  /** Median number of relations of an example, one way. */
  readonly relations: number;
  /** Number of examples that the medians are over. */
  readonly count: number;
}

/** Reads the examples and picks the one that is nearest to their medians. */
export function sampleModel(): ModelSample {
  const models = readModels();
  const bytes = median(models.map(bytesOf));
  const relations = median(models.map(model => relationsOf(model).length));

  const [entity] = models
    .filter(
      model =>
        relationsOf(model).length === relations && bytesOf(model) <= bytes,
    )
    .sort((a, b) => bytesOf(b) - bytesOf(a));
  if (!entity) {
    throw new Error(
      `No example has ${relations} relations and at most ${bytes} bytes`,
    );
  }
  return { entity, bytes, relations, count: models.length };
}

/** Size of an entity as the catalog stores it, in bytes of JSON. */
export function bytesOf(entity: Entity): number {
  return Buffer.byteLength(JSON.stringify(entity));
}

function readModels(): Entity[] {
  const models = fs
    .readdirSync(modelsFolder)
    .map(name => path.join(modelsFolder, name, 'catalog-info.yaml'))
    .flatMap(file => parseAllDocuments(fs.readFileSync(file, 'utf8')))
    .map(document => document.toJS() as Entity)
    .filter(isModelEntity);
  if (!models.length) {
    throw new Error(`No Model found below ${modelsFolder}`);
  }
  return models;
}
