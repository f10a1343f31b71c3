export function ModelLineageCard() {
  return null;
}
