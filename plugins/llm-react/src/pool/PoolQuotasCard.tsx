export function PoolQuotasCard() {
  return null;
}
