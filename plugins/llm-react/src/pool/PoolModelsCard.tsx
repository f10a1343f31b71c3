export function PoolModelsCard() {
  return null;
}
