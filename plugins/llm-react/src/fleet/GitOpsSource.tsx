import type {
  LlmGitOpsSource,
  LlmSourceCount,
} from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { Facts, Unknown, type Fact } from '../facts';
import { useFormats } from '../formats';
import { CopyButton, EntityLink, EntityLinks } from '../links';
import { DataTable } from '../table';
import { useTexts } from '../useTexts';
import { useSourceFacts } from './useSourceFacts';

const SHORT_COMMIT = 12;

/** The GitOps repository: when it was read, what came of it, and what was left out. */
export function GitOpsSource(props: {
  source: LlmGitOpsSource;
  /** What tells it from others of its type. */
  name: string;
}) {
  const { source, name } = props;
  const t = useTexts();
  const facts = useFacts(source);
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
            label={t('fleet.sources.table', {
              source: name,
            })}
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

function useFacts(source: LlmGitOpsSource): Fact[] {
  const { branch, head, filesRead, entities } = source;
  const t = useTexts();
  const formats = useFormats();
  const { stateFacts, readAtFact } = useSourceFacts(source);
  const notRead = <Unknown>{t('fleet.sources.notRead')}</Unknown>;
  return [
    ...stateFacts,
    ...(branch
      ? [{ name: t('fleet.sources.branch'), value: <code>{branch}</code> }]
      : []),
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
    readAtFact,
    {
      name: t('fleet.sources.files'),
      value: filesRead === undefined ? notRead : formats.number(filesRead),
    },
    {
      name: t('fleet.sources.entities'),
      value: entities ? <EntityCounts entities={entities} /> : notRead,
      wide: true,
    },
  ];
}

function EntityCounts(props: { entities: Record<string, LlmSourceCount> }) {
  const t = useTexts();
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
