import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { checkOwnRules, rules } from '.';
import { isRecord } from '../schema/rawSchema';
import { get } from './support/read';

interface Case {
  merge: Record<string, unknown>;
  old?: Record<string, unknown>;
  bundle?: unknown[];
  paths: string[];
}

interface Fixture {
  base: Record<string, unknown>;
  accepted: Case[];
  rejected: Case[];
}

const codes = readdirSync(__dirname)
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map(file => file.replace(/\.ts$/, ''))
  .filter(file => file !== 'index' && file !== 'Rule');

// JSON merge patch (RFC 7386): null takes out.
function merged(base: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = isRecord(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = merged(result[key], value);
    }
  }
  return result;
}

function findings(fixture: Fixture, entry: Case, code: string): string[] {
  const object = merged(fixture.base, entry.merge);
  const old = entry.old && merged(fixture.base, entry.old);
  const [group, version] = String(get(object, 'apiVersion')).split('/');
  return checkOwnRules({
    object: isRecord(object) ? object : {},
    kind: { group, version, kind: String(get(object, 'kind')) },
    oldObject: isRecord(old) ? old : undefined,
    bundle: entry.bundle ?? [],
  })
    .filter(issue => issue.code === code)
    .map(issue => issue.path)
    .sort();
}

function readFixture(code: string): Fixture {
  const file = join(__dirname, '__fixtures__', `${code}.yaml`);
  return load(readFileSync(file, 'utf8')) as Fixture;
}

test('every file of the folder is in the list, under its own name', () => {
  expect(rules.map(rule => rule.code).sort()).toEqual([...codes].sort());
});

test.each(codes)('%s accepts and rejects what it should', code => {
  const fixture = readFixture(code);
  expect(fixture.accepted.length).toBeGreaterThan(0);
  expect(fixture.rejected.length).toBeGreaterThan(0);
  for (const entry of fixture.accepted) {
    expect(findings(fixture, entry, code)).toEqual([]);
  }
  for (const entry of fixture.rejected) {
    expect(findings(fixture, entry, code)).toEqual([...entry.paths].sort());
  }
});

test('rules do not mind objects of any other shape', () => {
  for (const rule of rules) {
    for (const spec of [undefined, null, 'text', 7, [], [[]], { a: 1 }]) {
      expect(() =>
        rule.check({
          object: {
            metadata: spec,
            spec: { devices: spec, predictor: spec, router: spec },
          },
          kind: { group: 'a', version: 'v1', kind: 'B' },
          oldObject: { spec },
          bundle: [spec],
        }),
      ).not.toThrow();
    }
  }
});
