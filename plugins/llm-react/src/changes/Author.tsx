import type { LlmChangeAuthor } from '@modelyard/plugin-llm-common';
import { EntityLink } from '../links';

/** Who made a version of a change: the portal's user, or whom Git names. */
export function Author(props: { author: LlmChangeAuthor; newTab?: boolean }) {
  const { name, userRef } = props.author;
  return userRef ? (
    <EntityLink entityRef={userRef} defaultKind="user" newTab={props.newTab} />
  ) : (
    <>{name}</>
  );
}
