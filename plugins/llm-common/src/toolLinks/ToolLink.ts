/**
 * What the address of a link can be filled in with.
 *
 * - `model`: the name that clients call the model by, at the deployment; `modelRef`: the ref of its entity
 * - `deployment` and `namespace`: those of a deployment of the model, the namespace that of Kubernetes
 * - `consumer`: name of the entity that uses models; `consumerRef`: its ref
 * - `from` and `to`: the time, in ISO 8601; `fromMs` and `toMs`: in milliseconds since 1970
 *
 * @public
 */
export type ToolLinkPlaceholder = (typeof toolLinkPlaceholders)[number];

/**
 * Every placeholder of addresses.
 *
 * @public
 */
export const toolLinkPlaceholders = [
  'model',
  'modelRef',
  'deployment',
  'namespace',
  'consumer',
  'consumerRef',
  'from',
  'to',
  'fromMs',
  'toMs',
] as const;

/**
 * Kinds of entities on whose pages a link can stand.
 *
 * @public
 */
export const toolLinkKinds = [
  'Model',
  'GpuPool',
  'Component',
  'System',
  'Group',
] as const;

/**
 * A link to a tool of the operator for traces or logs, as `llm.links` has it.
 *
 * @public
 */
export interface ToolLink {
  readonly title: string;
  /** Address with placeholders such as `{{model}}`. */
  readonly url: string;
  /** On the pages of which kinds it stands; of all where it is absent. */
  readonly for?: readonly (typeof toolLinkKinds)[number][];
}
