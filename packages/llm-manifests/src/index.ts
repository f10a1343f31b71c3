/**
 * Intents, Kubernetes manifests and their validation
 *
 * @packageDocumentation
 */
export type { JsonValue, KubernetesObject } from './objects/KubernetesObject';
