import { nameFields } from './fieldNames';

const names = {
  'subject.servedModelName': 'Name for clients',
  'replicas.max': 'Servers at most',
  'spec.quotas': 'Who may hold how much',
  'spec.quotas[].limit': 'At most',
  devices: 'Device group',
};

describe('fields in errors', () => {
  it.each([
    [
      'subject.servedModelName: nova is taken',
      'Name for clients (subject.servedModelName): nova is taken',
    ],
    [
      'The intent cannot be rendered:\n- parts[1].input.replicas.max must not be below 1\n- parts[0].input.source.uri is required',
      'The intent cannot be rendered:\n- Servers at most (parts[1].input.replicas.max) must not be below 1\n- parts[0].input.source.uri is required',
    ],
    [
      'x:\n- spec.quotas[12].limit is required\n- spec.quotas[0].namespaces[1] is required\n- spec.quotas must be a list',
      'x:\n- At most (spec.quotas[12].limit) is required\n- Who may hold how much (spec.quotas[0].namespaces[1]) is required\n- Who may hold how much (spec.quotas) must be a list',
    ],
    ['devices: no such group', 'Device group (devices): no such group'],
  ])('have their names in the form before them: %s', (message, named) => {
    expect(nameFields(message, names)).toBe(named);
  });

  it.each([
    'model:default/devices does not fit',
    'Nobody knows the devices: try another',
    'devicesx: unknown',
    'spec.devices is required',
    'constructor: is no field',
    '',
  ])('stay as they are where they have none: %s', message => {
    expect(nameFields(message, names)).toBe(message);
    expect(nameFields(message)).toBe(message);
  });
});
