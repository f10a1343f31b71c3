import type { LlmMeasureEngineSource } from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import { Facts, Unknown, type Fact } from '../facts';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';
import { Age, useSourceFacts } from './useSourceFacts';

/** An engine that measures come from: whether it answers, what it is, how fast and how up to date. */
export function MeasureEngineSource(props: { source: LlmMeasureEngineSource }) {
  const facts = useFacts(props.source);
  return (
    <Box px={2} pb={2}>
      <Facts facts={facts} />
    </Box>
  );
}

function useFacts(source: LlmMeasureEngineSource): Fact[] {
  const { product, version, clusters, lastSuccessAt, warnings } = source;
  const { errorKind, roundTripMs, lagMs } = source;
  const t = useTexts();
  const formats = useFormats();
  const { stateFacts, restingFacts, readAtFact } = useSourceFacts(source);
  const software = [product, version].filter(Boolean).join(' ');
  return [
    ...stateFacts,
    ...(errorKind
      ? [
          {
            name: t('fleet.sources.engine.errorKind'),
            value: t(`fleet.sources.engine.errorKinds.${errorKind}`),
          },
        ]
      : []),
    ...(warnings
      ? [
          {
            name: t('fleet.sources.engine.warnings'),
            value: warnings.map(warning => <div key={warning}>{warning}</div>),
            wide: true,
          },
        ]
      : []),
    {
      name: t('fleet.sources.engine.product'),
      value: software || (
        <Unknown>{t('fleet.sources.engine.productUnknown')}</Unknown>
      ),
    },
    {
      name: t('fleet.sources.engine.clusters'),
      value: clusters
        ? formats.list(clusters)
        : t('fleet.sources.engine.allClusters'),
    },
    {
      name: t('fleet.sources.engine.roundTrip'),
      value:
        roundTripMs === undefined ? (
          <Unknown>{t('fleet.sources.engine.noAnswer')}</Unknown>
        ) : (
          formats.duration(roundTripMs)
        ),
    },
    {
      name: t('fleet.sources.engine.lag'),
      value:
        lagMs === undefined ? (
          <Unknown>{t('fleet.sources.engine.lagUnknown')}</Unknown>
        ) : (
          formats.duration(lagMs)
        ),
    },
    {
      name: t('fleet.sources.engine.lastSuccess'),
      value: lastSuccessAt ? (
        <Age at={lastSuccessAt} />
      ) : (
        <Unknown>{t('fleet.sources.engine.never')}</Unknown>
      ),
    },
    ...restingFacts,
    readAtFact,
  ];
}
