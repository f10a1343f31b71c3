export function ModelConsumersCard() {
  return null;
}
