import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { ruleCases, RuleCase } from '../__testUtils__/ruleFixtures';
import {
  assessAiSystem,
  gpuPoolSchema,
  modelSchema,
  ruleCodes,
  validateAiSystem,
  validateGpuPool,
  validateModel,
  validateModelSet,
  validationRules,
  ValidationRule,
} from '..';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const schemas = {
  Model: ajv.compile(modelSchema),
  GpuPool: ajv.compile(gpuPoolSchema),
};

/** All that is found in a case, with the severity that each rule gives it. */
function find({ subject, entity, models, pools, system }: RuleCase) {
  switch (subject) {
    case 'Model':
      return validateModel(entity);
    case 'GpuPool':
      return validateGpuPool(entity);
    case 'AiSystem':
      return validateAiSystem(entity);
    case 'AiSystemUse':
      return assessAiSystem({ entity, models, system });
    default:
      return validateModelSet({ models, pools }).map(({ modelRef, issue }) => ({
        modelRef,
        ...issue,
      }));
  }
}

function severityOf(subject: ValidationRule['subject'], code: string) {
  return validationRules.find(
    rule => rule.subject === subject && rule.code === code,
  )?.severity;
}

describe('the rules', () => {
  const rules = validationRules.map(
    ({ subject, code }) => `${subject}/${code}`,
  );

  it('have a fixture each that they find something in', () => {
    const found = ruleCases
      .filter(({ code, issues }) => issues.some(issue => issue.code === code))
      .map(({ subject, code }) => `${subject}/${code}`);
    expect(rules.filter(rule => !found.includes(rule))).toEqual([]);
  });

  it('are the ones that fixtures are named after', () => {
    const fixtures = ruleCases.map(({ subject, code }) => `${subject}/${code}`);
    expect(fixtures.filter(fixture => !rules.includes(fixture))).toEqual([]);
  });

  it.each([
    ['Model', '../kinds/model/rules'],
    ['GpuPool', '../kinds/pool/rules'],
    ['AiSystem', '../aiSystem/rules'],
  ])('of the subject %s are all in their list', (subject, folder) => {
    const files = readdirSync(join(__dirname, folder))
      .filter(file => /^[a-z-]+\.ts$/.test(file) && file !== 'index.ts')
      .map(file => file.replace(/\.ts$/, ''));
    const listed = validationRules
      .filter(rule => rule.subject === subject)
      .map(rule => rule.code);
    expect([...listed].sort()).toEqual(files.sort());
  });

  it('have codes that stand for one thing, and say what they ask', () => {
    expect(new Set(rules).size).toBe(rules.length);
    expect(new Set(ruleCodes).size).toBe(ruleCodes.length);
    for (const { code, description } of validationRules) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(description).toMatch(/^[A-Z].{20,}\.$/);
    }
  });
});

describe.each(
  ruleCases.map(
    ruleCase =>
      [
        `${ruleCase.subject} ${ruleCase.code}: ${ruleCase.case}`,
        ruleCase,
      ] as const,
  ),
)('%s', (_, ruleCase) => {
  it('is found with its path and its reason, and nothing else is', () => {
    expect(find(ruleCase)).toEqual(
      ruleCase.issues.map(issue => ({
        ...issue,
        severity: severityOf(ruleCase.subject, issue.code),
      })),
    );
  });

  it('is of the shape that the schema asks for', () => {
    const { subject, entity } = ruleCase;
    const validate = schemas[subject as keyof typeof schemas];
    const errors = validate && !validate(entity) ? validate.errors : [];
    expect(errors).toEqual([]);
  });
});
