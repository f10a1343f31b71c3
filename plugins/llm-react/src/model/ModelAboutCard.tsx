export function ModelAboutCard() {
  return null;
}
