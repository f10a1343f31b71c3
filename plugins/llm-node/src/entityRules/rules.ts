import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_LLM_ENTITY } from '@modelyard/plugin-llm-common';
import { z } from 'zod';

/**
 * What a rule comes to where entities are asked for by a filter, as the catalog takes it.
 *
 * @public
 */
export interface LlmEntityFilter {
  /** Path of the field, such as `spec.type`. */
  key: string;
  /** Any of these. */
  values: string[];
}

/**
 * The resources of the suite's permissions: entities of the catalog, named by their refs.
 *
 * @public
 */
export const llmEntityPermissionResourceRef = createPermissionResourceRef<
  Entity,
  LlmEntityFilter
>().with({ pluginId: 'llm', resourceType: RESOURCE_TYPE_LLM_ENTITY });

/** Takes values in any spelling, as the catalog does. */
function matches(value: unknown, values: readonly string[]): boolean {
  const lower = (text: string) => text.toLocaleLowerCase('en-US');
  return typeof value === 'string' && values.map(lower).includes(lower(value));
}

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow entities that any of these users and groups owns',
  resourceRef: llmEntityPermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Refs of users and groups, in full, such as group:default/a'),
  }),
  apply: ({ relations = [] }, { claims }) =>
    relations.some(
      ({ type, targetRef }) =>
        type === RELATION_OWNED_BY && matches(targetRef, claims),
    ),
  toQuery: ({ claims }) => ({ key: 'relations.ownedBy', values: claims }),
});

const isKind = createPermissionRule({
  name: 'IS_KIND',
  description: 'Allow entities of any of these kinds',
  resourceRef: llmEntityPermissionResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.string()).describe('Kinds, such as component'),
  }),
  apply: ({ kind }, { kinds }) => matches(kind, kinds),
  toQuery: ({ kinds }) => ({ key: 'kind', values: kinds }),
});

const hasType = createPermissionRule({
  name: 'HAS_TYPE',
  description: 'Allow entities of any of these types',
  resourceRef: llmEntityPermissionResourceRef,
  paramsSchema: z.object({
    types: z.array(z.string()).describe('What spec.type says'),
  }),
  apply: ({ spec }, { types }) => matches(spec?.type, types),
  toQuery: ({ types }) => ({ key: 'spec.type', values: types }),
});

const hasLifecycle = createPermissionRule({
  name: 'HAS_LIFECYCLE',
  description: 'Allow entities that are at any of these points of their life',
  resourceRef: llmEntityPermissionResourceRef,
  paramsSchema: z.object({
    lifecycles: z.array(z.string()).describe('What spec.lifecycle says'),
  }),
  apply: ({ spec }, { lifecycles }) => matches(spec?.lifecycle, lifecycles),
  toQuery: ({ lifecycles }) => ({ key: 'spec.lifecycle', values: lifecycles }),
});

/**
 * The rules by which a policy can make its decision on a permission of the suite depend on the entity.
 *
 * @public
 */
export const llmEntityRules = { isOwner, isKind, hasType, hasLifecycle };

const conditionExports = createConditionExports({
  resourceRef: llmEntityPermissionResourceRef,
  rules: llmEntityRules,
});

/**
 * Makes conditions of {@link llmEntityRules}, such as `llmEntityConditions.isOwner({ claims })`.
 *
 * @public
 */
export const llmEntityConditions = conditionExports.conditions;

/**
 * Makes the decision of a policy that depends on the entity:
 *
 * ```ts
 * createLlmConditionalDecision(
 *   request.permission,
 *   { not: llmEntityConditions.hasType({ types: ['confidential'] }) },
 * );
 * ```
 *
 * @public
 */
export const createLlmConditionalDecision =
  conditionExports.createConditionalDecision;
