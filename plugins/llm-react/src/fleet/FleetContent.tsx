export function FleetContent() {
  return null;
}
