import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileExpression } from './cel/programs';
import { compiledKind } from './createSchemaSet';
import { CRDS, realSchemas } from './__testUtils__/realCrds';
import { checkedKinds, parseKind } from './__testUtils__/renderedKinds';
import { findRuleExamples } from './__testUtils__/ruleExamples';
import { rulePlaces } from './__testUtils__/rulePlaces';

/** Rules for which the search finds no example, one a line. It may only become shorter. */
const LIST = join(__dirname, '__fixtures__', 'rules-without-example.txt');

(CRDS ? describe : describe.skip)(
  'the CEL rules of the kinds that families render, in MODELYARD_CRDS',
  () => {
    it.each(checkedKinds)('%s: each rule compiles', kind => {
      const found = compiledKind(realSchemas(), parseKind(kind));
      expect(found).toHaveProperty('root');
      const places =
        found && typeof found === 'object' ? rulePlaces(found.root) : [];
      const failures = places
        .map(([{ rule }]) => [rule.rule, compileExpression(rule.rule)] as const)
        .filter(([, program]) => !program.ok);
      expect(failures).toEqual([]);
    });

    it('has an object that each rule accepts and one that it rejects, but for those in the list', () => {
      const without = checkedKinds
        .flatMap(kind =>
          findRuleExamples(realSchemas(), kind).flatMap(examples => {
            const rule = examples.rule.replace(/\s+/g, ' ').trim();
            return [
              ...(examples.accepted ? [] : [`${kind}: never holds: ${rule}`]),
              ...(examples.rejected ? [] : [`${kind}: never broken: ${rule}`]),
            ];
          }),
        )
        .sort();
      const text = without.map(line => `${line}\n`).join('');
      if (process.env.UPDATE_FIXTURES) {
        writeFileSync(LIST, text);
      }
      expect(text).toBe(readFileSync(LIST, 'utf8'));
    }, 300_000);
  },
);
