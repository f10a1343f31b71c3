import {
  BasicPermission,
  createPermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/**
 * A role that a permission policy can give to a user: every signed-in user is a `member`; an `owner` belongs to the group
 * that owns the entity; `platform` and `reviewer` are groups that the operator names.
 *
 * @public
 */
export type LlmRole = 'member' | 'owner' | 'platform' | 'reviewer';

/**
 * Allows to see how the sources of the suite's data are doing: heads, counts, rejected files.
 *
 * @public
 */
export const llmSourceReadPermission: BasicPermission = createPermission({
  name: 'llm.source.read',
  attributes: { action: 'read' },
});

/**
 * Allows to put a model where the verdict says that it does not fit. What policy blocks stays blocked.
 *
 * @public
 */
export const llmVerdictOverridePermission: BasicPermission = createPermission({
  name: 'llm.verdict.override',
  attributes: { action: 'update' },
});

/**
 * Allows to propose changes of the GitOps repository, or to commit them where nobody reviews.
 *
 * @public
 */
export const llmChangeProposePermission: BasicPermission = createPermission({
  name: 'llm.change.propose',
  attributes: { action: 'create' },
});

/**
 * Allows to see the changes that wait for a review, with their contents.
 *
 * @public
 */
export const llmChangeReadPermission: BasicPermission = createPermission({
  name: 'llm.change.read',
  attributes: { action: 'read' },
});

/**
 * Allows to merge the changes of others where one is responsible for what they change. That nobody merges a change of
 * their own is a rule of the service, which no policy lifts.
 *
 * @public
 */
export const llmChangeMergePermission: BasicPermission = createPermission({
  name: 'llm.change.merge',
  attributes: { action: 'update' },
});

/**
 * Allows to withdraw one's own changes, and those of what one is responsible for.
 *
 * @public
 */
export const llmChangeWithdrawPermission: BasicPermission = createPermission({
  name: 'llm.change.withdraw',
  attributes: { action: 'delete' },
});

/**
 * Allows to have the portal read what a model is: from its hub, a registry or an address, with the portal's token.
 *
 * @public
 */
export const llmModelInspectPermission: BasicPermission = createPermission({
  name: 'llm.model.inspect',
  attributes: { action: 'read' },
});

/**
 * Allows to report usage to the ledger, as collectors, gateways and applications do. Only services can: they hold it by the
 * access restrictions of their token.
 *
 * @public
 */
export const llmUsageIngestPermission: BasicPermission = createPermission({
  name: 'llm.usage.ingest',
  attributes: { action: 'create' },
});

/**
 * Allows to read what is measured of entities that one may see, and what was used of them. Whose consumers are named is decided
 * beside it.
 *
 * @public
 */
export const llmMeasureReadPermission: BasicPermission = createPermission({
  name: 'llm.measure.read',
  attributes: { action: 'read' },
});

/**
 * The type of the resources that permissions of the suite are asked for: entities of the catalog, by their refs.
 *
 * @public
 */
export const RESOURCE_TYPE_LLM_ENTITY = 'llm-entity';

/**
 * Allows to be told the name of a consumer beside what it used; the resource is the consumer. That only those who own the model,
 * belong to the consumer or run the platform are told names is a rule of the service, which no policy lifts: a policy can only
 * take more away.
 *
 * @public
 */
export const llmConsumerReadPermission: ResourcePermission<
  typeof RESOURCE_TYPE_LLM_ENTITY
> = createPermission({
  name: 'llm.consumer.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_LLM_ENTITY,
});

/**
 * Allows to record what a benchmark measured of a deployment, where one owns the model or runs the platform.
 *
 * @public
 */
export const llmBaselineRecordPermission: BasicPermission = createPermission({
  name: 'llm.baseline.record',
  attributes: { action: 'create' },
});

/**
 * A permission with the roles that hold it unless a policy says otherwise.
 *
 * @public
 */
export interface LlmPermissionGrant {
  /** What may be done. */
  permission: Permission;
  /** Who may do it. */
  roles: LlmRole[];
}

/**
 * Every permission of the suite with the roles that hold it by default: the list that policy helpers read.
 *
 * @public
 */
export const llmPermissionGrants: LlmPermissionGrant[] = [
  {
    permission: llmSourceReadPermission,
    // Paths of rejected files are nobody's business who cannot mend them.
    roles: ['platform', 'reviewer'],
  },
  {
    permission: llmChangeProposePermission,
    roles: ['member', 'platform'],
  },
  {
    permission: llmChangeReadPermission,
    roles: ['member', 'platform', 'reviewer'],
  },
  {
    permission: llmChangeMergePermission,
    roles: ['member', 'platform'],
  },
  {
    permission: llmChangeWithdrawPermission,
    roles: ['member', 'platform'],
  },
  {
    permission: llmModelInspectPermission,
    roles: ['member', 'platform'],
  },
  {
    permission: llmVerdictOverridePermission,
    // Whoever runs the pools answers for what does not fit on them.
    roles: ['platform'],
  },
  {
    permission: llmMeasureReadPermission,
    roles: ['member', 'platform', 'reviewer'],
  },
  {
    permission: llmConsumerReadPermission,
    // Whose consumers somebody is told at all is a rule of the service.
    roles: ['member', 'platform', 'reviewer'],
  },
  {
    permission: llmBaselineRecordPermission,
    roles: ['member', 'platform'],
  },
  {
    permission: llmUsageIngestPermission,
    // Usage that a person could write would prove nothing.
    roles: [],
  },
];

/**
 * Every permission of the suite.
 *
 * @public
 */
export const llmPermissions: Permission[] = llmPermissionGrants.map(
  grant => grant.permission,
);
