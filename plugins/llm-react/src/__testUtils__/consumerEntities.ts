import type { Entity } from '@backstage/catalog-model';
import { relationList } from './entities';

function entity(options: {
  kind: string;
  name: string;
  namespace: string;
  title?: string;
  annotations?: Record<string, string>;
  relations?: Record<string, string[]>;
}): Entity {
  const { kind, name, namespace, title, annotations, relations } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace, title, annotations },
    spec: { type: 'service', lifecycle: 'production' },
    relations: relationList(relations),
  };
}

/** The annotations of a complete AI system. */
export const helpdeskAnnotations = {
  'modelyard.dev/ai-risk-class': 'limited',
  'modelyard.dev/ai-act-role': 'provider, deployer',
  'modelyard.dev/intended-use': 'customer support',
  'modelyard.dev/oversight-contact': 'user:default/grace.review',
};

/** A component that uses a model and leaves its description to its system. */
export const supportBot = entity({
  kind: 'Component',
  name: 'support-bot',
  namespace: 'assistants',
  title: 'Support bot',
  relations: {
    ownedBy: ['group:default/assistants'],
    partOf: ['system:assistants/helpdesk'],
    dependsOn: ['model:assistants/llama-3-3-70b', 'resource:default/redis'],
  },
});

/** Another component of the same system, with the same and a further model. */
export const searchApi = entity({
  kind: 'Component',
  name: 'search-api',
  namespace: 'search',
  relations: {
    partOf: ['system:assistants/helpdesk'],
    dependsOn: ['model:external/gpt-4-1', 'model:assistants/llama-3-3-70b'],
  },
});

/** A component that uses no model. */
export const website = entity({
  kind: 'Component',
  name: 'website',
  namespace: 'shop',
  relations: { dependsOn: ['resource:default/redis'] },
});

/** A system of two components, described as an AI system. */
export const helpdesk = entity({
  kind: 'System',
  name: 'helpdesk',
  namespace: 'assistants',
  title: 'Help desk',
  annotations: helpdeskAnnotations,
  relations: {
    hasPart: [
      'component:assistants/support-bot',
      'component:search/search-api',
      'api:assistants/tickets',
    ],
  },
});

/** The group that owns models and a pool. */
export const owningGroup = entity({
  kind: 'Group',
  name: 'ml-platform',
  namespace: 'default',
  title: 'ML platform',
  relations: {
    ownerOf: [
      'model:assistants/llama-3-3-70b',
      'model:external/gpt-4-1',
      'gpupool:gpu/h100-fra',
      'component:assistants/support-bot',
    ],
  },
});
