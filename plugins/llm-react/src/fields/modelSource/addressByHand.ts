const HUB_NAME = /^[\w.-]+\/[\w.-]+$/;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\S+$/;

/**
 * The address that the catalog keeps of what somebody typed, without asking
 * anybody.
 *
 * @returns Undefined for what is no address
 */
export function addressByHand(typed: string): string | undefined {
  const text = typed.trim();
  if (HUB_NAME.test(text)) {
    return `hf://${text}`;
  }
  return ADDRESS.test(text) ? text : undefined;
}
