/**
 * The resource that the device plugin counts partitions of a MIG profile by, with MIG strategy `mixed`: `1g.10gb+me` is
 * `nvidia.com/mig-1g.10gb.me`. Source: internal/rm/rm.go of NVIDIA/k8s-device-plugin.
 *
 * @param options - `profile` is the name of a partition profile of an accelerator
 * @public
 */
export function partitionResourceName(options: { profile: string }): string {
  return `nvidia.com/mig-${options.profile.replace(/\+/g, '.')}`;
}
