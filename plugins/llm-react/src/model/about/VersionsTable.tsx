import { Link } from '@backstage/core-components';
import type {
  ModelEntityV1alpha1,
  ModelSource,
  ModelVersion,
} from '@modelyard/plugin-llm-common';
import { titleOf } from '../../catalog';
import { Unknown } from '../../facts';
import { Folded, FullWidth } from '../../layout';
import { EntityLink } from '../../links';
import { DataTable, type DataColumn } from '../../table';
import { sourceAddress } from '../sourceAddress';
import { architectureLines } from './architectureLines';
import { Digest } from './Digest';
import { Lines } from './Lines';
import { useWords } from './words';

/** How many versions are shown before the rest is folded. */
const SHOWN = 3;

/** A full commit hash says no more to a reader than its first digits. */
function shortRevision(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 8) : revision;
}

/** All versions of a model, newest first as the catalog file has them. */
export function VersionsTable(props: { model: ModelEntityV1alpha1 }) {
  const { model } = props;
  const words = useWords();
  const { t, formats } = words;
  const { namespace } = model.metadata;
  const columns: DataColumn<ModelVersion>[] = [
    {
      id: 'version',
      title: t('model.about.version'),
      rowHeader: true,
      cell: ({ name, releasedOn }) => (
        <Lines
          lines={[
            name,
            ...(releasedOn
              ? [t('model.about.released', { day: formats.day(releasedOn) })]
              : []),
          ]}
        />
      ),
    },
    {
      id: 'format',
      title: t('model.about.format'),
      cell: version => <Format version={version} namespace={namespace} />,
    },
    {
      id: 'source',
      title: t('model.about.source'),
      cell: ({ source }) =>
        source ? (
          <Source source={source} />
        ) : (
          <Unknown>{t('model.about.notStated')}</Unknown>
        ),
    },
    {
      id: 'license',
      title: t('model.about.license'),
      cell: ({ source }) =>
        source?.license ?? <Unknown>{t('model.about.notStated')}</Unknown>,
    },
    {
      id: 'architecture',
      title: t('model.about.architecture'),
      cell: ({ architecture }) => {
        const lines = architecture
          ? architectureLines(architecture, words)
          : [];
        return lines.length > 0 ? (
          <Lines lines={lines} />
        ) : (
          <Unknown>{t('model.about.notStated')}</Unknown>
        );
      },
    },
  ];
  return (
    <Folded items={model.spec.versions} shown={SHOWN} inset>
      {versions => (
        <FullWidth>
          <DataTable
            label={t('model.about.versionsTable', {
              model: titleOf(model),
            })}
            columns={columns}
            rows={versions}
            rowKey={({ name }) => name}
          />
        </FullWidth>
      )}
    </Folded>
  );
}

function Format(props: { version: ModelVersion; namespace?: string }) {
  const { version, namespace } = props;
  const { t, terms } = useWords();
  const { kind, quantization, quantizedFrom, adapts } = version;
  const lines = [];
  lines.push(
    quantization
      ? `${terms('versionKind', kind)}, ${terms('quantization', quantization)}`
      : terms('versionKind', kind),
  );
  if (quantizedFrom) {
    lines.push(t('model.about.quantizedFrom', { version: quantizedFrom }));
  }
  if (adapts) {
    const base = (
      <EntityLink
        entityRef={adapts.model}
        defaultKind="model"
        defaultNamespace={namespace}
        hideIcon
      />
    );
    lines.push(
      adapts.version
        ? t('model.about.adaptsVersion', {
            model: base,
            version: adapts.version,
          })
        : t('model.about.adapts', { model: base }),
    );
    if (adapts.rank !== undefined) {
      lines.push(t('model.about.rank', { rank: adapts.rank }));
    }
  }
  return <Lines lines={lines} />;
}

function Source(props: { source: ModelSource }) {
  const { source } = props;
  const { t } = useWords();
  const { text, href, revision } = sourceAddress(source);
  const lines = [href ? <Link to={href}>{text}</Link> : text];
  if (revision) {
    lines.push(
      <span title={revision}>
        {t('model.about.revision', { revision: shortRevision(revision) })}
      </span>,
    );
  }
  if (source.digest) {
    lines.push(<Digest digest={source.digest} />);
  }
  return <Lines lines={lines} />;
}
