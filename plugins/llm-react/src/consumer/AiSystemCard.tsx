export function AiSystemCard() {
  return null;
}
