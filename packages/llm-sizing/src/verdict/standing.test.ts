import { l40s, modelOf, pool, small } from './__fixtures__/scenario';
import { assessStanding } from './standing';

const careful = modelOf(
  { bf16: small },
  { dataClasses: ['public', 'internal'] },
);
const berlin = pool('ber', [l40s(1, 4)], {
  region: 'eu-central',
  allowedDataClasses: ['public', 'internal', 'confidential'],
});
const azure = {
  name: 'azure',
  region: 'eu-north',
  allowedDataClasses: ['public'],
};
const messages = (options: Parameters<typeof assessStanding>[0]) => {
  const { state, reasons } = assessStanding(options);
  return [state, ...reasons.map(({ message }) => message)];
};

describe('what policy says of a place where a model is', () => {
  it('holds the model and the place to the class of the data', () => {
    const policy = { dataClass: 'internal' };
    expect(messages({ model: careful, place: berlin, policy })).toEqual([
      'allowed',
    ]);
    expect(messages({ model: careful, place: azure, policy })).toEqual([
      'blocked',
      'internal data must not be processed on azure, only public',
    ]);
    expect(
      messages({
        model: careful,
        place: berlin,
        policy: { dataClass: 'confidential', regions: ['eu-central'] },
      }),
    ).toEqual([
      'blocked',
      'assistant must not work on confidential data, only on public, internal',
    ]);
  });

  it('holds the model that serves an adapter to the same', () => {
    const base = { ...careful, name: 'base', lifecycle: 'retired' as const };
    const model = { ...careful, dataClasses: ['confidential'] };
    const policy = { dataClass: 'confidential' };
    expect(messages({ model, base, place: berlin, policy })).toEqual([
      'blocked',
      'base is retired',
      'base must not work on confidential data, only on public, internal',
    ]);
  });

  it('says what is unknown, and lets what is there stay on a pool that goes', () => {
    const model = { ...careful, dataClasses: undefined };
    const place = { ...berlin, lifecycle: 'deprecated' as const };
    expect(messages({ model, place, policy: { dataClass: 'public' } })).toEqual(
      [
        'unknown',
        'unknown: nobody decided which data assistant may work on',
        'ber is deprecated: what runs there has to move',
      ],
    );
    expect(messages({ model, place })[0]).toBe('allowed');
  });
});
