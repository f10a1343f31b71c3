/**
 * A value that YAML and JSON can hold.
 *
 * @public
 */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

/**
 * A Kubernetes object as it stands in a manifest. Fields that are `undefined` are left out when it is printed.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  /** `spec`, `data`, `stringData` and whatever else the kind has. */
  [field: string]: unknown;
}
