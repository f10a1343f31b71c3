import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An entity of a fixture. */
export interface RuleFixture {
  name: string;
  entity: Entity;
  /** What the rules find on it; absent where that takes other entities as well. */
  issues?: Array<{ path: string; code: string }>;
}

/** What a fixture of a rule holds; which of the entities depends on the rule. */
interface FixtureDocument {
  issues: Array<{ path: string; code: string }>;
  entity?: Entity;
  system?: Entity;
  models?: Entity[];
}

const folder = resolvePackagePath(
  '@modelyard/plugin-llm-common',
  'src/__fixtures__/rules',
);

/** Every entity in the fixtures of the rules, by file and place in it. */
export function readRuleFixtures(): RuleFixture[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .flatMap(file =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).flatMap(
        (document, index) => {
          const { issues, entity, system, models }: FixtureDocument =
            document.toJS();
          const others = [system, ...(models ?? [])].flatMap(
            other => other ?? [],
          );
          const name = `${file} ${index}`;
          return [
            ...(entity
              ? [others.length ? { name, entity } : { name, entity, issues }]
              : []),
            ...others.map((other, place) => ({
              name: `${name}.${place}`,
              entity: other,
            })),
          ];
        },
      ),
    );
}

/**
 * Gives an entity another name, also where it names itself, so that fixtures
 * that use one name live in one catalog.
 */
export function renamed(entity: Entity, suffix: string): Entity {
  const { name } = entity.metadata;
  const others = new RegExp(`^(.*[:/])?${name}$`, 'i');
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return others.test(value) ? `${value}${suffix}` : value;
    }
    if (Array.isArray(value)) {
      return value.map(rename);
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, field]) => [key, rename(field)]),
      );
    }
    return value;
  };
  return {
    ...entity,
    metadata: { ...entity.metadata, name: `${name}${suffix}` },
    spec: rename(entity.spec) as Entity['spec'],
  };
}
