import { useMemo } from 'react';
import type { Vantage } from '@modelyard/llm-measures';
import type {
  LlmUsageAnswer,
  LlmUsageAuthority,
} from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { Facts, Unknown } from '../facts';
import { useFormats, type Formats } from '../formats';
import { FullWidth } from '../layout';
import { DataTable, type DataColumn } from '../table';
import { useTexts, type Texts } from '../useTexts';
import { usageMeasures } from './counts';

/** Who counted, how complete it is, whether costs still change, and what others say. */
export function UsageProvenance(props: {
  answer: LlmUsageAnswer;
  /** Title of the entity. */
  name: string;
}) {
  const { answer, name } = props;
  const t = useTexts();
  const formats = useFormats();
  const { authorities, coverage, closed, readAt } = answer;
  const disputed = authorities.filter(({ others }) => others.length > 0);
  const counted = countedBy(answer);

  const columns = useMemo(
    (): DataColumn<LlmUsageAuthority>[] => [
      {
        id: 'count',
        title: t('usage.provenance.count'),
        rowHeader: true,
        cell: ({ count }) => labelOf(count, t),
      },
      {
        id: 'counts',
        title: t('usage.provenance.counts'),
        cell: ({ vantage, sources }) =>
          placeOf({ vantage, sources, t, formats }),
      },
      {
        id: 'others',
        title: t('usage.provenance.others'),
        cell: ({ others }) =>
          others.map(other => (
            <div key={other.vantage}>{reconciled(other, t, formats)}</div>
          )),
      },
    ],
    [t, formats],
  );

  return (
    <>
      <Facts
        facts={[
          {
            name: t('usage.provenance.countedBy'),
            value:
              counted.length > 0 ? (
                counted.map(({ vantage, sources }) => (
                  <div key={vantage}>
                    {placeOf({ vantage, sources, t, formats })}
                  </div>
                ))
              ) : (
                <Unknown>{t('usage.provenance.noSource')}</Unknown>
              ),
          },
          {
            name: t('usage.provenance.coverage'),
            value:
              coverage === undefined
                ? t('usage.provenance.notAsked')
                : t('usage.provenance.covered', {
                    share: formats.percent(Math.round(coverage * 1000) / 1000),
                  }),
          },
          {
            name: t('usage.provenance.closed'),
            value: closed
              ? t('usage.provenance.isClosed')
              : t('usage.provenance.isOpen'),
          },
          {
            name: t('usage.provenance.readAt'),
            value: (
              <time dateTime={readAt}>
                {formats.dateTime(new Date(readAt))}
              </time>
            ),
          },
        ]}
      />
      {disputed.length > 0 && (
        <Box mt={2}>
          <Typography variant="subtitle2" component="h3">
            {t('usage.provenance.reconciliation')}
          </Typography>
          <Typography variant="body2" color="textSecondary" gutterBottom>
            {t('usage.provenance.reconciliationNote')}
          </Typography>
          <FullWidth>
            <DataTable
              label={t('usage.provenance.table', { name })}
              columns={columns}
              rows={disputed}
              rowKey={({ model, count }) => `${model} ${count}`}
            />
          </FullWidth>
        </Box>
      )}
    </>
  );
}

function labelOf(count: string, t: Texts): string {
  const measure = usageMeasures.find(each => each === count);
  return measure ? t(`usage.measure.${measure}`) : count;
}

/** The places that counted, each once; without names of sources for consumers. */
function countedBy(
  answer: LlmUsageAnswer,
): { vantage: Vantage; sources: string[] }[] {
  const places = new Map<Vantage, Set<string>>();
  const add = (vantage: Vantage, sources: readonly string[]) =>
    places.set(vantage, new Set([...(places.get(vantage) ?? []), ...sources]));
  for (const { vantage, sources } of answer.authorities) {
    add(vantage, sources);
  }
  if (places.size === 0) {
    for (const count of Object.values(answer.total.counts)) {
      count.vantages.forEach(vantage => add(vantage, []));
    }
  }
  return [...places].map(([vantage, sources]) => ({
    vantage,
    sources: [...sources].sort(),
  }));
}

function placeOf(options: {
  vantage: Vantage;
  sources: readonly string[];
  t: Texts;
  formats: Formats;
}): string {
  const { vantage, sources, t, formats } = options;
  const place = t(`usage.provenance.vantage.${vantage}`);
  return sources.length > 0
    ? t('usage.provenance.sources', {
        vantage: place,
        sources: formats.list(sources),
      })
    : place;
}

/** What another place says against the one that counts: `Engine: 0.3% less`. */
function reconciled(
  other: LlmUsageAuthority['others'][number],
  t: Texts,
  formats: Formats,
): string {
  const vantage = t(`usage.provenance.vantage.${other.vantage}`);
  if (other.difference === undefined) {
    return t('usage.provenance.other', {
      vantage,
      difference: t('usage.provenance.notComparable'),
    });
  }
  const rounded = Math.round(other.difference * 1000) / 1000;
  if (rounded === 0) {
    return t('usage.provenance.other', {
      vantage,
      difference: t('usage.provenance.same'),
    });
  }
  return t('usage.provenance.otherWith', {
    vantage,
    difference: t(
      rounded > 0 ? 'usage.provenance.more' : 'usage.provenance.less',
      { share: formats.percent(Math.abs(rounded)) },
    ),
    verdict: other.agrees
      ? t('usage.provenance.agrees')
      : t('usage.provenance.differs'),
  });
}
