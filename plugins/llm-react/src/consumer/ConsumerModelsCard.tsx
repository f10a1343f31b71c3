export function ConsumerModelsCard() {
  return null;
}
