import { LlmProvider } from './readLlmProvider';

/**
 * Whether a host belongs to an external provider, by the names that its entity declares. `*.` before a name stands for every
 * name below it, but not for the name itself.
 *
 * @returns Undefined where the entity declares none, so that nobody knows
 * @public
 */
export function isHostOfProvider(
  { hosts }: LlmProvider,
  hostname: string,
): boolean | undefined {
  const name = hostname.toLowerCase();
  return hosts?.some(host => {
    const declared = host.toLowerCase();
    return declared.startsWith('*.')
      ? declared.length > 2 && name.endsWith(declared.slice(1))
      : name === declared;
  });
}
