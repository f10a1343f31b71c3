export function ModelNoticeCard() {
  return null;
}
