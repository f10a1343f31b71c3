/** Ports of a picker. */
export const GRPC_PORT = 9002;
export const METRICS_PORT = 9090;
export const HEALTH_PORT = 9003;
/** Key of the configuration in its ConfigMap. */
export const CONFIG_FILE = 'plugins.yaml';

/** Name of everything that belongs to the picker of a deployment. */
export function pickerName(subject: { name: string }): string {
  return `${subject.name}-epp`;
}

/** Labels that select the pods of a picker. They must not be those of the servers, which their Service selects. */
export function pickerLabels(subject: {
  name: string;
}): Record<string, string> {
  return { 'app.kubernetes.io/instance': pickerName(subject) };
}
