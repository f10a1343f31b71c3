import { fieldOf, plainReason } from './plainReason';

describe('plainReason', () => {
  it.each([
    [
      "InputError: Processor BuiltinKindsEntityProcessor threw an error while validating the entity component:default/bad; caused by TypeError: /spec must have required property 'lifecycle' - missingProperty: lifecycle",
      "/spec must have required property 'lifecycle' - missingProperty: lifecycle",
    ],
    [
      'Processor A threw an error while preprocessing; caused by InputError: Policy check failed; caused by Error: metadata.name is not valid',
      'metadata.name is not valid',
    ],
    ['is in the catalog already', 'is in the catalog already'],
    ['Error: ', 'Error: '],
    ['', ''],
  ])('of %p is %p', (message, reason) => {
    expect(plainReason(message)).toBe(reason);
  });

  it('tells which field it is about', () => {
    expect(fieldOf('/spec/type must be string')).toBe('/spec/type');
    expect(fieldOf('the name is taken')).toBe('');
  });
});
