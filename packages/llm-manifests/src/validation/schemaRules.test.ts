import { validateObject } from './validateObject';
import { found, schemas, widget } from './__testUtils__/widgets';

describe('rules of the schema', () => {
  it.each([
    [
      '{rules: {min: 1, max: 2, namespace: team-a, example.com/name: xy, memory: 1024Mi}}',
      [],
    ],
    ['{rules: {min: 3, max: 2}}', ['rule-forbidden spec.rules.min']],
    ['{rules: {namespace: kube-system}}', ['rule spec.rules']],
    ['{rules: {example.com/name: y}}', ['rule spec.rules']],
    ['{rules: {memory: 1G}}', ['rule spec.rules']],
    // An expression that cannot be evaluated rejects.
    ['{rules: {memory: lots}}', ['rule spec.rules']],
    ['{mode: Fast}', ['rule spec']],
    ['{mode: Fast, size: 1}', ['rule spec']],
    // A rule about a part that is already wrong says nothing more.
    ['{rules: {min: 3, max: "2"}}', ['wrong-type spec.rules.max']],
  ])('%s', (spec, issues) => {
    const errors = found(widget(spec)).filter(
      issue => !issue.startsWith('warning'),
    );
    expect(errors).toEqual(issues);
  });

  it('names rule, value and reason, and fills in the message', () => {
    const [issue] = validateObject({
      object: widget('{rules: {min: 3, max: 2}}'),
      schemas,
    }).issues.filter(({ severity }) => severity === 'error');
    expect(issue).toEqual({
      path: 'spec.rules.min',
      code: 'rule-forbidden',
      severity: 'error',
      rule: '!has(self.min) || !has(self.max) || self.min <= self.max',
      message:
        'breaks a rule of the schema: min (3) must not be above max (2) (rule: !has(self.min) || !has(self.max) || self.min <= self.max; value: {"min":3,"max":2})',
    });
  });

  it('warns of a rule that it cannot read, and does not reject because of it', () => {
    expect(found(widget('{rules: {}}'))).toEqual([
      'warning not-checked spec.rules',
    ]);
  });

  it('counts what it evaluated and what it left out', () => {
    expect(
      validateObject({ object: widget('{rules: {min: 1}}'), schemas }),
    ).toMatchObject({ rulesEvaluated: 7, rulesSkipped: 1 });
    expect(
      validateObject({ object: widget('{rules: {min: x}}'), schemas }),
    ).toMatchObject({ rulesEvaluated: 0, rulesSkipped: 8 });
  });

  it('compares with the object before the change, where it knows which item was which', () => {
    const before = widget(
      '{ports: [{port: 1, frozen: a}, {port: 2, frozen: b}]}',
    );
    const reordered = widget(
      '{ports: [{port: 2, frozen: b}, {port: 1, frozen: a}]}',
    );
    const changed = widget(
      '{ports: [{port: 2, frozen: a}, {port: 3, frozen: new}]}',
    );
    expect(found(changed)).toEqual([]);
    expect(found(reordered, before)).toEqual([]);
    expect(found(changed, before)).toEqual(['rule spec.ports[0].frozen']);
  });

  it('does not take another order for a change where the order means nothing', () => {
    const before = widget(
      '{fixed: {ports: [{port: 1}, {port: 2}], order: [1, 2]}}',
    );
    const errors = (spec: string) => found(widget(spec), before);
    expect(
      errors('{fixed: {order: [1, 2], ports: [{port: 2}, {port: 1}]}}'),
    ).toEqual([]);
    expect(
      errors('{fixed: {ports: [{port: 1}, {port: 2}], order: [2, 1]}}'),
    ).toEqual(['rule spec.fixed']);
    expect(errors('{fixed: {ports: [{port: 2}], order: [1, 2]}}')).toEqual([
      'rule spec.fixed',
    ]);
  });

  it('gives a rule its old value as an optional one where it asks for that', () => {
    const errors = (oldObject?: unknown) =>
      found(widget('{rules: {optional: a}}'), oldObject).filter(
        issue => !issue.startsWith('warning'),
      );
    expect(errors()).toEqual([]);
    expect(errors(widget('{rules: {optional: a}}'))).toEqual([]);
    expect(errors(widget('{rules: {optional: b}}'))).toEqual([
      'rule spec.rules',
    ]);
  });
});
