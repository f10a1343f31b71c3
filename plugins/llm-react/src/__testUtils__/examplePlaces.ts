import type { Entity } from '@backstage/catalog-model';
// Tests run on Node.
// eslint-disable-next-line no-restricted-imports
import fs from 'fs';
// eslint-disable-next-line no-restricted-imports
import path from 'path';
import { parse } from 'yaml';

const FOLDER = path.resolve(__dirname, '../../../../examples/gitops');

function read(kind: 'models' | 'pools'): Entity[] {
  return fs.readdirSync(path.join(FOLDER, kind)).map(name => {
    const file = path.join(FOLDER, kind, name, 'catalog-info.yaml');
    const entity: Entity = parse(fs.readFileSync(file, 'utf8'));
    // As the catalog fills it in.
    return {
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    };
  });
}

/** The models of the demo organisation, as the catalog has them. */
export const exampleModels = read('models');

/** The GPU pools of the demo organisation, as the catalog has them. */
export const examplePools = read('pools');
