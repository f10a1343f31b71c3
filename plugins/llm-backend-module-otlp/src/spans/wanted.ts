import { OtlpConfig, SourceRule } from '../config/OtlpConfig';
import { Wanted } from '../decode/records';
import { dialects } from '../dialects';
import { samplingMarks } from './sampling';
import { resourceAttributes } from './Senders';

/** A name that stands for a list ends like this. */
const isList = (name: string) => name.endsWith('.');

/** All attributes and names of spans that anybody looks at. Others are not read. */
export function wantedOfSpans(config: OtlpConfig): Wanted {
  const own = ownAttributes(config);
  const names = dialects.flatMap(dialect =>
    Object.values(dialect.names).flatMap(each =>
      each.map((name: string | { name: string }) =>
        typeof name === 'string' ? name : name.name,
      ),
    ),
  );
  const marks = dialects.flatMap(({ marks: each = [] }) => each);
  return {
    attributes: new Set([
      ...names.filter(name => !isList(name)),
      ...marks,
      ...samplingMarks,
      ...own,
    ]),
    lists: [...new Set(names.filter(isList))],
    resource: wantedOfResources(config),
    names: new Set(dialects.flatMap(({ spanNames = [] }) => spanNames)),
  };
}

/** All attributes of resources that anybody looks at. */
export function wantedOfResources(config: OtlpConfig): ReadonlySet<string> {
  return new Set([
    ...Object.values(resourceAttributes).flat(),
    ...ownAttributes(config),
    ...config.sources.flatMap(({ match }) => [...match.keys()]),
  ]);
}

/** Attributes that the configuration names. */
export function ownAttributes(config: OtlpConfig): string[] {
  return [
    ...config.consumerAttributes,
    ...config.sources.flatMap((rule: SourceRule) => [
      ...(rule.consumerAttribute === undefined ? [] : [rule.consumerAttribute]),
      ...(rule.modelAttribute === undefined ? [] : [rule.modelAttribute]),
    ]),
  ];
}
