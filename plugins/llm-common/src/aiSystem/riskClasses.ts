/**
 * The risk classes that the EU AI Act gives to AI systems, from the lowest to the highest. Systems of the class
 * `unacceptable` (Article 5) may not be used at all.
 *
 * @public
 */
export const aiRiskClasses = [
  'minimal',
  'limited',
  'high',
  'unacceptable',
] as const;

/**
 * A risk class of the EU AI Act.
 *
 * @public
 */
export type AiRiskClass = (typeof aiRiskClasses)[number];

/**
 * The roles that the EU AI Act (Article 3, points 3 to 8) gives to operators of AI systems.
 *
 * @public
 */
export const aiActRoles = [
  'provider',
  'deployer',
  'authorised-representative',
  'importer',
  'distributor',
  'product-manufacturer',
] as const;

/**
 * A role of the EU AI Act.
 *
 * @public
 */
export type AiActRole = (typeof aiActRoles)[number];

export function isAiRiskClass(value: unknown): value is AiRiskClass {
  return aiRiskClasses.some(riskClass => riskClass === value);
}

export function isAiActRole(value: unknown): value is AiActRole {
  return aiActRoles.some(role => role === value);
}
