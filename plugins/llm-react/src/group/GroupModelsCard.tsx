export function GroupModelsCard() {
  return null;
}
