import type { ComponentType } from 'react';
import {
  StatusError,
  StatusOK,
  StatusPending,
  StatusWarning,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  LlmSource,
  LlmSourceCount,
  LlmSourceState,
} from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { Facts, Unknown, type Fact } from '../facts';
import { useFormats } from '../formats';
import { LlmCard, noData, ready } from '../frame';
import { CopyButton, EntityLink, EntityLinks } from '../links';
import { DataTable } from '../table';
import { llmTranslationRef } from '../translation';

const marks: Record<LlmSourceState, ComponentType> = {
  ok: StatusOK,
  degraded: StatusWarning,
  error: StatusError,
  not_configured: StatusPending,
};

const SHORT_COMMIT = 12;

/** One source: when it was read, what came of it, and what was left out. */
export function SourceCard(props: { source: LlmSource }) {
  const { source } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  return (
    <LlmCard
      title={t(`fleet.sources.kind.${source.kind}`)}
      subheader={source.id}
      noPadding
      state={
        source.state === 'not_configured'
          ? noData({ reason: t('fleet.sources.notConfigured') })
          : ready(source)
      }
    >
      {value => <Source source={value} />}
    </LlmCard>
  );
}

function Source(props: { source: LlmSource }) {
  const { source } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  const facts = useSourceFacts(source);
  const problems = source.problems ?? [];
  const files = new Set(problems.map(({ path }) => path)).size;
  return (
    <>
      <Box px={2} pb={2}>
        <Facts facts={facts} />
      </Box>
      {problems.length > 0 && (
        <>
          <Box px={2} pb={1}>
            <Typography variant="subtitle2" component="h3">
              {t('fleet.sources.problems', { count: files })}
            </Typography>
          </Box>
          <DataTable
            label={t('fleet.sources.table', { source: source.id })}
            rows={problems}
            rowKey={({ path, line, reason }) => `${path} ${line} ${reason}`}
            columns={[
              {
                id: 'path',
                title: t('fleet.sources.path'),
                rowHeader: true,
                cell: ({ path, line }) => (
                  <>
                    <code>{path}</code>
                    {line !== undefined &&
                      ` ${t('fleet.sources.line', { line })}`}
                  </>
                ),
              },
              {
                id: 'reason',
                title: t('fleet.sources.reason'),
                cell: ({ entityRef, inCatalog, reason, kept }) => (
                  <>
                    {entityRef && (
                      <div>
                        {inCatalog ? (
                          <EntityLink entityRef={entityRef} />
                        ) : (
                          <code>{entityRef}</code>
                        )}
                      </div>
                    )}
                    {reason}
                    {kept && (
                      <div>
                        {t('fleet.sources.kept')}{' '}
                        <EntityLinks entityRefs={kept} />
                      </div>
                    )}
                  </>
                ),
              },
            ]}
          />
        </>
      )}
    </>
  );
}

function useSourceFacts(source: LlmSource): Fact[] {
  const { state, branch, head, readAt, filesRead, entities, error } = source;
  const { t } = useTranslationRef(llmTranslationRef);
  const formats = useFormats();
  const Mark = marks[state];
  const notRead = <Unknown>{t('fleet.sources.notRead')}</Unknown>;
  const looked = new Date(readAt);

  const facts: Fact[] = [
    {
      name: t('fleet.sources.stateLabel'),
      value: (
        // What stands in the mark is hidden from assistive technology.
        <Box display="flex">
          <Mark />
          <span>{t(`fleet.sources.state.${state}`)}</span>
        </Box>
      ),
    },
  ];
  if (error) {
    facts.push({ name: t('fleet.sources.error'), value: error, wide: true });
  }
  if (branch) {
    facts.push({
      name: t('fleet.sources.branch'),
      value: <code>{branch}</code>,
    });
  }
  facts.push(
    {
      name: t('fleet.sources.head'),
      value: head ? (
        <>
          <code title={head}>{head.slice(0, SHORT_COMMIT)}</code>
          <CopyButton text={head} what={t('fleet.sources.copyHead')} />
        </>
      ) : (
        <Unknown>{t('fleet.sources.noHead')}</Unknown>
      ),
    },
    {
      name: t('fleet.sources.readAt'),
      value: (
        <time dateTime={readAt} title={formats.dateTime(looked)}>
          {formats.age(looked)}
        </time>
      ),
    },
    {
      name: t('fleet.sources.files'),
      value: filesRead === undefined ? notRead : formats.number(filesRead),
    },
    {
      name: t('fleet.sources.entities'),
      value: entities ? <EntityCounts entities={entities} /> : notRead,
      wide: true,
    },
  );
  return facts;
}

function EntityCounts(props: { entities: Record<string, LlmSourceCount> }) {
  const { t } = useTranslationRef(llmTranslationRef);
  const formats = useFormats();
  const counts = Object.entries(props.entities).sort(([left], [right]) =>
    left.localeCompare(right),
  );
  return (
    <>
      {counts.length === 0 && t('fleet.sources.noEntities')}
      {counts.map(([kind, { inSource, inCatalog }]) => (
        <div key={kind}>
          {inCatalog === undefined
            ? t('fleet.sources.inSource', {
                kind,
                inSource: formats.number(inSource),
              })
            : t('fleet.sources.inCatalog', {
                kind,
                inSource: formats.number(inSource),
                inCatalog: formats.number(inCatalog),
              })}
        </div>
      ))}
    </>
  );
}
