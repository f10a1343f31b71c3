export function ModelDeploymentsCard() {
  return null;
}
