import { modelEntity } from '../__testUtils__/entities';
import { entityFile } from '.';

const file = (annotations?: Record<string, string>) =>
  entityFile(modelEntity({ name: 'm', annotations }));

describe('entityFile', () => {
  it('prefers the address that a browser opens', () => {
    expect(
      file({
        'backstage.io/view-url': 'https://git.acme.example/view/m.yaml',
        'backstage.io/edit-url': 'https://git.acme.example/edit/m.yaml',
        'backstage.io/managed-by-location': 'modelyard-gitops:models/m.yaml',
      }),
    ).toEqual({
      url: 'https://git.acme.example/view/m.yaml',
      path: 'models/m.yaml',
    });
    expect(
      file({
        'backstage.io/managed-by-location':
          'url:https://git.acme.example/m.yaml',
      }),
    ).toEqual({ url: 'https://git.acme.example/m.yaml' });
  });

  it('knows the path in the GitOps repository', () => {
    expect(
      file({
        'backstage.io/managed-by-location':
          'modelyard-gitops:models/m/catalog-info.yaml',
      }),
    ).toEqual({ path: 'models/m/catalog-info.yaml' });
  });

  it.each([
    [undefined],
    [{ 'backstage.io/managed-by-location': 'file:/srv/examples/m.yaml' }],
    [{ 'backstage.io/managed-by-location': 'nonsense' }],
    // eslint-disable-next-line no-script-url
    [{ 'backstage.io/view-url': 'javascript:alert(1)' }],
  ])('gives nothing that would not work: %j', annotations => {
    expect(file(annotations)).toEqual({});
  });
});
