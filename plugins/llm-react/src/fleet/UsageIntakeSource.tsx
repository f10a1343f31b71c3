import type {
  LlmUsageIntakeSource,
  LlmUsageRefusal,
} from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import { Facts, Unknown, type Fact } from '../facts';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';
import { Age, useSourceFacts } from './useSourceFacts';

/** The reasons that have words of their own; a module of a newer version may know more. */
const CODES = [
  'unauthenticated',
  'not-allowed',
  'unsupported',
  'too-large',
  'too-many',
  'malformed',
  'unavailable',
] as const;

/** An intake of usage: what it has counted, and what its senders have lost. */
export function UsageIntakeSource(props: { source: LlmUsageIntakeSource }) {
  const facts = useFacts(props.source);
  return (
    <Box px={2} pb={2}>
      <Facts facts={facts} />
    </Box>
  );
}

function useFacts(source: LlmUsageIntakeSource): Fact[] {
  const { since, lastSuccessAt, counted, repeated, late, refusals } = source;
  const t = useTexts();
  const formats = useFormats();
  const { stateFacts, restingFacts, readAtFact } = useSourceFacts(source);
  const unread = <Unknown>{t('fleet.sources.intake.notRead')}</Unknown>;
  const number = (value: number | undefined) =>
    value === undefined ? unread : formats.number(value);
  return [
    ...stateFacts,
    ...(source.demo
      ? [
          {
            name: t('fleet.sources.intake.demo'),
            value: t('fleet.sources.intake.isDemo'),
            wide: true,
          },
        ]
      : []),
    {
      name: t('fleet.sources.intake.refused'),
      value: refusals ? <Refusals refusals={refusals} /> : unread,
      wide: true,
    },
    { name: t('fleet.sources.intake.late'), value: number(late) },
    { name: t('fleet.sources.intake.counted'), value: number(counted) },
    { name: t('fleet.sources.intake.repeated'), value: number(repeated) },
    {
      name: t('fleet.sources.intake.lastSuccess'),
      value: lastSuccessAt ? (
        <Age at={lastSuccessAt} />
      ) : (
        <Unknown>
          {t(`fleet.sources.intake.${since ? 'never' : 'notRead'}`)}
        </Unknown>
      ),
    },
    {
      name: t('fleet.sources.intake.since'),
      value: since ? <Age at={since} /> : unread,
    },
    ...restingFacts,
    readAtFact,
  ];
}

function Refusals(props: { refusals: readonly LlmUsageRefusal[] }) {
  const t = useTexts();
  if (props.refusals.length === 0) {
    return <>{t('fleet.sources.intake.nothingRefused')}</>;
  }
  return (
    <>
      {props.refusals.map(({ code, requests, lastAt }) => {
        const known = CODES.find(each => each === code);
        const reason = known ? t(`fleet.sources.intake.codes.${known}`) : code;
        return (
          <div key={code}>
            {t('fleet.sources.intake.refusal', { reason, count: requests })}{' '}
            <Age at={lastAt} />
          </div>
        );
      })}
    </>
  );
}
