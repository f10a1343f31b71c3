import type { ComponentType } from 'react';
import {
  StatusError,
  StatusOK,
  StatusPending,
  StatusWarning,
} from '@backstage/core-components';
import type { LlmSource, LlmSourceState } from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import type { Fact } from '../facts';
import { useFormats } from '../formats';
import { useMeasureWords } from '../measures/useMeasureWords';
import { useTexts } from '../useTexts';

const marks: Record<LlmSourceState, ComponentType> = {
  ok: StatusOK,
  degraded: StatusWarning,
  error: StatusError,
  not_configured: StatusPending,
};

/** What is told of every source: how it is doing and why, what rests on it, and when the portal last looked. */
export function useSourceFacts(source: LlmSource): {
  stateFacts: Fact[];
  readAtFact: Fact;
  /** What rests on a source that is well; that of one which is not stands with its state. */
  restingFacts: Fact[];
} {
  const { type, state, error, readAt, affects = [] } = source;
  const t = useTexts();
  const formats = useFormats();
  const words = useMeasureWords();
  const Mark = marks[state];
  const stateFact: Fact = {
    name: t('fleet.sources.stateLabel'),
    value: (
      // What stands in the mark is hidden from assistive technology.
      <Box display="flex">
        <Mark />
        <span>{t(`fleet.sources.state.${type}.${state}`)}</span>
      </Box>
    ),
  };
  const isWell = state === 'ok';
  const resting: Fact[] =
    affects.length > 0
      ? [
          {
            name: t(`fleet.sources.${isWell ? 'resting' : 'affected'}`),
            value: formats.list(affects.map(words.title)),
            wide: true,
          },
        ]
      : [];
  return {
    stateFacts: [
      stateFact,
      ...(error
        ? [{ name: t('fleet.sources.error'), value: error, wide: true }]
        : []),
      ...(isWell ? [] : resting),
    ],
    restingFacts: isWell ? resting : [],
    readAtFact: {
      name: t('fleet.sources.readAt'),
      value: <Age at={readAt} />,
    },
  };
}

/** How long ago something was, with the moment itself under the pointer. */
export function Age(props: { at: string }) {
  const { at } = props;
  const formats = useFormats();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={formats.dateTime(moment)}>
      {formats.age(moment)}
    </time>
  );
}
