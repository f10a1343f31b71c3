import { Entity } from '@backstage/catalog-model';
import { isHostOfProvider } from './isHostOfProvider';
import { readLlmProvider } from './readLlmProvider';

const provider: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'azure-openai-swc',
    namespace: 'infra',
    annotations: {
      'modelyard.dev/region': 'sweden-central',
      'modelyard.dev/allowed-data-classes': 'public, internal',
      'modelyard.dev/credentials-secret': 'llm-gateway/azure-openai',
      'modelyard.dev/provider-hosts': 'api.example.com, *.openai.azure.com,',
    },
    links: [
      { url: 'https://example.com/docs' },
      { url: 'https://example.com/contract', type: 'contract' },
    ],
  },
  spec: { type: 'llm-provider', owner: 'group:default/ml-platform' },
};

describe('readLlmProvider', () => {
  it('reads region, data classes, hosts, contract and Secret', () => {
    expect(readLlmProvider(provider)).toEqual({
      region: 'sweden-central',
      allowedDataClasses: ['public', 'internal'],
      contractUrl: 'https://example.com/contract',
      credentialsSecret: 'llm-gateway/azure-openai',
      hosts: ['api.example.com', '*.openai.azure.com'],
    });
  });

  it('knows nothing where the entity says nothing', () => {
    expect(
      readLlmProvider({ ...provider, metadata: { name: 'bare' } }),
    ).toEqual({});
  });

  it.each([
    ['api.example.com', true],
    ['API.example.com', true],
    ['v2.api.example.com', false],
    ['lindhaven-swc.openai.azure.com', true],
    ['a.b.openai.azure.com', true],
    ['openai.azure.com', false],
    ['evil-openai.azure.com', false],
    ['lindhaven.openai.azure.com.evil.example', false],
  ])('says whether %s is one of its hosts: %s', (hostname, expected) => {
    expect(isHostOfProvider(readLlmProvider(provider)!, hostname)).toBe(
      expected,
    );
  });

  it('says of no host that it is one where the entity names none', () => {
    expect(isHostOfProvider({}, 'api.example.com')).toBeUndefined();
    expect(isHostOfProvider({ hosts: ['*.', '*'] }, 'example.com')).toBe(false);
  });

  it('takes no other resource', () => {
    expect(
      readLlmProvider({ ...provider, spec: { type: 'database' } }),
    ).toBeUndefined();
    expect(readLlmProvider({ ...provider, kind: 'Component' })).toBeUndefined();
  });
});
