import type { LlmUsagePart } from '@modelyard/plugin-llm-common';
import { EntityLink } from '../links';
import { isEntityKey, useUsageWords } from './useUsageWords';

/** The name of a group, as a link where it is an entity. */
export function UsageKey(props: {
  part: LlmUsagePart;
  value: string | undefined;
}) {
  const { part, value } = props;
  const words = useUsageWords();
  return value !== undefined && isEntityKey(value) ? (
    <EntityLink entityRef={value} hideIcon />
  ) : (
    <>{words.key(part, value)}</>
  );
}
