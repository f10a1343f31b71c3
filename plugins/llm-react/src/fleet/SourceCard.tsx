import type { LlmSource } from '@modelyard/plugin-llm-common';
import { LlmCard, noData, ready, type CardState } from '../frame';
import { useTexts } from '../useTexts';
import { GitOpsSource } from './GitOpsSource';
import { MeasureEngineSource } from './MeasureEngineSource';
import { UsageIntakeSource } from './UsageIntakeSource';

/** The types that have a view: a backend of a newer version may know more. */
const TYPES: readonly string[] = [
  'gitops',
  'measure-engine',
  'usage-intake',
] satisfies LlmSource['type'][];

/** What tells a source from others of its type: the only source of a type may be called like that. */
function ownName(source: LlmSource): string | undefined {
  if (source.type === 'measure-engine' || source.type === 'usage-intake') {
    return source.name;
  }
  return source.id === source.type ? undefined : source.id;
}

/** One source: how it is doing, and what is to be known of a source of its type. */
export function SourceCard(props: { source: LlmSource }) {
  const { source } = props;
  const t = useTexts();
  if (!TYPES.includes(source.type)) {
    return (
      <LlmCard
        title={source.id}
        state={noData({ reason: t('fleet.sources.unsupported') })}
      >
        {() => null}
      </LlmCard>
    );
  }
  const title = t(`fleet.sources.type.${source.type}`);
  const name = ownName(source);
  const state: CardState<LlmSource> =
    source.state === 'not_configured'
      ? noData({ reason: t(`fleet.sources.notConfigured.${source.type}`) })
      : ready(source);
  return (
    <LlmCard title={title} subheader={name} noPadding state={state}>
      {value => <Source source={value} name={name ?? title} />}
    </LlmCard>
  );
}

function Source(props: { source: LlmSource; name: string }) {
  const { source, name } = props;
  switch (source.type) {
    case 'gitops':
      return <GitOpsSource source={source} name={name} />;
    case 'measure-engine':
      return <MeasureEngineSource source={source} />;
    case 'usage-intake':
      return <UsageIntakeSource source={source} />;
    default:
      throw new Error('There is a type of data source without a view');
  }
}
