import { InputError } from '@backstage/errors';
import {
  ANNOTATION_PROVIDER_HOSTS,
  isHostOfProvider,
} from '@modelyard/plugin-llm-common';

/** Where requests to a provider go. */
export interface ProviderHost {
  /** Ref of the provider. */
  ref: string;
  hostname: string;
  /** The field that decides the host, for messages. */
  hostField: string;
}

/** Policy is asked about the provider, but requests go to its host: so the one must belong to the other. */
export function hostWarnings(
  { ref, hostname, hostField }: ProviderHost,
  hosts: string[] | undefined,
): string[] {
  switch (isHostOfProvider({ hosts }, hostname)) {
    case true:
      return [];
    case false:
      throw new InputError(
        `${hostField} leads to ${hostname}, which is no host of ${ref}: it declares ${hosts?.join(
          ', ',
        )}`,
      );
    default:
      return [
        `Nobody knows whether ${hostname} belongs to ${ref}, which declares no hosts (${ANNOTATION_PROVIDER_HOSTS})`,
      ];
  }
}
