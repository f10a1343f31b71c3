export function PoolActionsCard() {
  return null;
}
