import { OtlpConfig, SourceRule } from '../config/OtlpConfig';
import { Resource } from '../decode/records';
import { text } from '../dialects/Dialect';
import { nameOf } from './labels';

/** A sender, as its resource and the configuration describe it. */
export interface Sender {
  readonly source: string;
  readonly rule?: SourceRule;
  readonly resource: Resource;
  readonly model?: string;
  readonly version?: string;
  readonly deployment?: string;
  readonly cluster?: string;
  readonly namespace?: string;
}

/** Attributes of resources that are read, besides those that the configuration names. */
export const resourceAttributes = {
  service: ['service.name'],
  serviceNamespace: ['service.namespace'],
  cluster: ['k8s.cluster.name'],
  namespace: ['k8s.namespace.name'],
  model: [
    'modelyard.model',
    'k8s.pod.label.modelyard.dev/model',
    'k8s.pod.labels.modelyard.dev/model',
  ],
  version: [
    'modelyard.version',
    'k8s.pod.label.modelyard.dev/version',
    'k8s.pod.labels.modelyard.dev/version',
  ],
  deployment: [
    'modelyard.deployment',
    'k8s.pod.label.modelyard.dev/deployment',
    'k8s.pod.labels.modelyard.dev/deployment',
  ],
} as const;

/** Longer names do not fit into the ledger. */
const LONGEST_SOURCE = 255;

/** Finds out who sends. */
export class Senders {
  private readonly known = new WeakMap<Resource, Sender>();

  constructor(private readonly config: Pick<OtlpConfig, 'sources'>) {}

  of(resource: Resource): Sender {
    const known = this.known.get(resource);
    if (known) {
      return known;
    }
    const sender = this.describe(resource);
    this.known.set(resource, sender);
    return sender;
  }

  private describe(resource: Resource): Sender {
    const { attributes } = resource;
    const said = (names: readonly string[]) => nameOf(text(attributes, names));
    const rule = this.config.sources.find(({ match }) =>
      [...match].every(
        ([name, value]) =>
          attributes.has(name) && String(attributes.get(name)) === value,
      ),
    );
    const service = said(resourceAttributes.service);
    const space = said(resourceAttributes.serviceNamespace);
    const named = service && space ? `${space}/${service}` : service;
    return {
      source: rule?.name ?? named?.slice(0, LONGEST_SOURCE) ?? 'unknown',
      rule,
      resource,
      model: said(resourceAttributes.model),
      version: said(resourceAttributes.version),
      deployment: said(resourceAttributes.deployment),
      cluster: said(resourceAttributes.cluster),
      namespace: said(resourceAttributes.namespace),
    };
  }
}
