/**
 * Text as the arguments, the command and the variables of a container have to hold it, so that it stays what it is: the
 * kubelet puts the value of a variable in place of `$(NAME)`, which may be one out of a Secret, and makes one dollar
 * sign of two.
 *
 * @see Kubernetes API, `Container.args` and `EnvVar.value`
 */
export function literal(text: string): string {
  return text.replace(/\$/g, () => '$$');
}
