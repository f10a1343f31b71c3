import { records, text, texts } from '../../safe';
import { ModelEntityV1alpha1 } from '../entities';

/** A name under which clients reach a model. */
export interface ServedName {
  readonly name: string;
  readonly environment: string;
  readonly path: string;
  readonly isAlias: boolean;
}

/** Every name under which a model is reached, with the environment in which it is. */
export function servedNames({ spec }: ModelEntityV1alpha1): ServedName[] {
  return records(spec?.deployments).flatMap(({ item, index }) => {
    const path = `spec.deployments[${index}]`;
    const environment = text(item.environment) ?? '';
    const served = texts([item.servedModelName]).map(({ item: name }) => ({
      name,
      environment,
      path: `${path}.servedModelName`,
      isAlias: false,
    }));
    const aliases = texts(item.aliases).map(alias => ({
      name: alias.item,
      environment,
      path: `${path}.aliases[${alias.index}]`,
      isAlias: true,
    }));
    return [...served, ...aliases];
  });
}
