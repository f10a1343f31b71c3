import { UsageSubject } from '@modelyard/plugin-llm-node';
import { Attributes } from '../decode/records';
import { text } from '../dialects/Dialect';
import { consumerOf, nameOf, wordOf } from './labels';
import { Sender } from './Senders';

/** Reads who did what with which model from a span or a point, and from who sent it. */
export function readSubject(options: {
  attributes: Attributes;
  names: {
    readonly model: readonly string[];
    readonly provider: readonly string[];
    readonly consumer: readonly string[];
  };
  sender: Sender;
  /** Whether an engine reports, so that where it runs is where the model runs. */
  engine: boolean;
  operation: string | undefined;
  consumerAttributes: readonly string[];
}): UsageSubject {
  const { attributes, names, sender, engine, operation } = options;
  const { rule, resource } = sender;
  const said = (all: readonly string[]) =>
    text(attributes, all) || text(resource.attributes, all);
  /** What the operator names comes before all else, wherever it stands. */
  const own = (name: string | undefined) =>
    name === undefined ? '' : said([name]);
  const subject = {
    model:
      nameOf(own(rule?.modelAttribute) || text(attributes, names.model)) ??
      sender.model,
    operation,
    provider: wordOf(text(attributes, names.provider)),
    consumer: consumerOf(
      own(rule?.consumerAttribute) ||
        said([...options.consumerAttributes, ...names.consumer]),
    ),
    ...(engine && {
      version: sender.version,
      deployment: sender.deployment,
      cluster: sender.cluster,
      namespace: sender.namespace,
    }),
  };
  return Object.fromEntries(
    Object.entries(subject).filter(([, value]) => value !== undefined),
  );
}
