export function PoolCapacityCard() {
  return null;
}
