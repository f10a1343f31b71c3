/**
 * Risk class of an AI system as the EU AI Act has them: `minimal`, `limited`, `high` or `unacceptable`. On the System or
 * Component that depends on a model, not on a shared model.
 *
 * @public
 */
export const ANNOTATION_AI_RISK_CLASS = 'modelyard.dev/ai-risk-class';

/**
 * Roles of the organisation for an AI system under the EU AI Act, separated by commas: `provider`, `deployer`, `importer`,
 * `distributor`, `product-manufacturer`, `authorised-representative`.
 *
 * @public
 */
export const ANNOTATION_AI_ACT_ROLE = 'modelyard.dev/ai-act-role';

/**
 * What an AI system is meant for: uses, separated by commas, in the words of a model's `permittedUses` and
 * `prohibitedUses`.
 *
 * @public
 */
export const ANNOTATION_INTENDED_USE = 'modelyard.dev/intended-use';

/**
 * Point of Annex III of the EU AI Act that an AI system falls under, such as `4(a)`.
 *
 * @public
 */
export const ANNOTATION_ANNEX_III_POINT = 'modelyard.dev/annex-iii-point';

/**
 * Who oversees an AI system: the entity ref of a user or a group, or a mail address.
 *
 * @public
 */
export const ANNOTATION_OVERSIGHT_CONTACT = 'modelyard.dev/oversight-contact';

/**
 * Budget for a calendar month, such as `6000 EUR`, of a Group, System, Component or Model. The nearest up the ownership
 * chain applies.
 *
 * @public
 */
export const ANNOTATION_MONTHLY_BUDGET = 'modelyard.dev/monthly-budget';

/**
 * Region of an external provider (a Resource of type `llm-provider`).
 *
 * @public
 */
export const ANNOTATION_REGION = 'modelyard.dev/region';

/**
 * Classes of data that may be sent to an external provider, separated by commas.
 *
 * @public
 */
export const ANNOTATION_ALLOWED_DATA_CLASSES =
  'modelyard.dev/allowed-data-classes';

/**
 * Hosts that an external provider is reached by, separated by commas; `*.` before a name stands for every name below it.
 *
 * @public
 */
export const ANNOTATION_PROVIDER_HOSTS = 'modelyard.dev/provider-hosts';

/**
 * Kubernetes Secret, as `namespace/name`, that holds the credentials of an external provider. Never the credentials.
 *
 * @public
 */
export const ANNOTATION_CREDENTIALS_SECRET = 'modelyard.dev/credentials-secret';

/**
 * `spec.type` of the Resource that stands for an external provider of models.
 *
 * @public
 */
export const LLM_PROVIDER_RESOURCE_TYPE = 'llm-provider';
