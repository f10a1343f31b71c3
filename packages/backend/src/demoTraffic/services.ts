/** Stands before the name of each source of the demo, wherever figures show where they are from. */
const DEMO = 'demo-traffic';

/** What programs of the demo say of themselves. The intake calls them `demo-traffic/<service>`. */
export function resourceOf(service: string): Record<string, string> {
  return { 'service.namespace': DEMO, 'service.name': service };
}
