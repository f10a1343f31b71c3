export function ModelActionsCard() {
  return null;
}
