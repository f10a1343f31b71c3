import { Config } from '@backstage/config';

/** One of the people that a visitor of the demo can be. */
export interface Persona {
  /** Entity ref of the user, for example `user:default/mira.app`. */
  userRef: string;
  /** Name as a person writes it. */
  name: string;
  /** What this person does, in a word or two. */
  role: string;
  /** What this person can see and do in the portal, in one sentence. */
  description?: string;
}

/** Reads `app.personas`; an absent list is an empty one. */
export function readPersonas(config: Config): Persona[] {
  return (config.getOptionalConfigArray('app.personas') ?? []).map(item => ({
    userRef: item.getString('userRef'),
    name: item.getString('name'),
    role: item.getString('role'),
    description: item.getOptionalString('description'),
  }));
}
