import { Entity } from '@backstage/catalog-model';
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
    },
    links: [
      { url: 'https://example.com/docs' },
      { url: 'https://example.com/contract', type: 'contract' },
    ],
  },
  spec: { type: 'llm-provider', owner: 'group:default/ml-platform' },
};

describe('readLlmProvider', () => {
  it('reads region, data classes, contract and Secret', () => {
    expect(readLlmProvider(provider)).toEqual({
      region: 'sweden-central',
      allowedDataClasses: ['public', 'internal'],
      contractUrl: 'https://example.com/contract',
      credentialsSecret: 'llm-gateway/azure-openai',
    });
  });

  it('knows nothing where the entity says nothing', () => {
    expect(
      readLlmProvider({ ...provider, metadata: { name: 'bare' } }),
    ).toEqual({});
  });

  it('takes no other resource', () => {
    expect(
      readLlmProvider({ ...provider, spec: { type: 'database' } }),
    ).toBeUndefined();
    expect(readLlmProvider({ ...provider, kind: 'Component' })).toBeUndefined();
  });
});
