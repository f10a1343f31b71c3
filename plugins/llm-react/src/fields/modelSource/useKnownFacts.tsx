import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { parseBytes, parseCount, type Issue } from '@modelyard/llm-units';
import type { ModelVersion } from '@modelyard/plugin-llm-common';
import Chip from '@material-ui/core/Chip';
import { Unknown, type Fact } from '../../facts';
import { layersLine, quantity } from '../../model/about/architectureLines';
import { Digest } from '../../model/about/Digest';
import { Lines } from '../../model/about/Lines';
import { useWords, type Words } from '../../model/about/words';
import { sourceAddress } from '../../model/sourceAddress';
import type { FactId } from './facts';
import { issuesAt, type IssuePlace } from './issuesByFact';
import { Issues } from './Issues';
import { useStyles } from './useStyles';

/** What is shown of a version, and beside which issues. */
interface Shown {
  readonly place: IssuePlace;
  readonly name: string;
  /** Undefined where it is not known. */
  readonly value: ReactNode;
  /** The entries that make it. */
  readonly from: readonly FactId[];
  readonly wide?: boolean;
}

function figures(version: ModelVersion, words: Words): Shown[] {
  const { t, formats } = words;
  const { parameters, weightBytes, contextLength } = version.architecture ?? {};
  const count = (value: number | string) =>
    quantity({ value, parse: parseCount, format: formats.count });
  const total = parameters && count(parameters.total);
  const active =
    parameters?.active === undefined ? total : count(parameters.active);
  return [
    {
      place: 'parameters',
      name: t('modelSource.facts.parameters'),
      from: ['parameters', 'activeParameters'],
      value:
        total === active
          ? total
          : t('modelSource.values.parametersActive', {
              total: total ?? '',
              active: active ?? '',
            }),
    },
    {
      place: 'weightBytes',
      name: t('modelSource.facts.weightBytes'),
      from: ['weightBytes'],
      value:
        weightBytes === undefined
          ? undefined
          : quantity({
              value: weightBytes,
              parse: parseBytes,
              format: formats.bytes,
            }),
    },
    {
      place: 'contextLength',
      name: t('modelSource.facts.contextLength'),
      from: ['contextLength'],
      value:
        contextLength === undefined
          ? undefined
          : t('modelSource.values.tokens', {
              tokens: formats.number(contextLength),
            }),
    },
  ];
}

function structure(version: ModelVersion, words: Words): Shown[] {
  const { t, terms } = words;
  const { quantization, architecture } = version;
  const { dtype, layers = [] } = architecture ?? {};
  const format = [
    ...(quantization ? [terms('quantization', quantization)] : []),
    ...(dtype
      ? [t('model.about.computesIn', { dtype: dtype.toUpperCase() })]
      : []),
  ].join(', ');
  return [
    {
      place: 'format',
      name: t('modelSource.facts.format'),
      from: ['quantization', 'dtype'],
      value: format || undefined,
    },
    {
      place: 'layers',
      name: t('modelSource.facts.layers'),
      from: [],
      wide: true,
      value:
        layers.length > 0 ? (
          <Lines lines={layers.map(group => layersLine(group, words))} />
        ) : undefined,
    },
  ];
}

function origin(version: ModelVersion, words: Words): Shown[] {
  const { t } = words;
  const { source } = version;
  const address = source && sourceAddress(source);
  return [
    {
      place: 'license',
      name: t('modelSource.facts.license'),
      from: ['license'],
      value: source?.license,
    },
    {
      place: 'revision',
      name: t('modelSource.facts.revision'),
      from: [],
      value: address?.revision,
    },
    {
      place: 'digest',
      name: t('modelSource.facts.digest'),
      from: [],
      value: source?.digest && <Digest digest={source.digest} />,
    },
    {
      place: 'other',
      name: t('modelSource.facts.address'),
      from: ['address'],
      value:
        address &&
        (address.href ? (
          <Link to={address.href} target="_blank" rel="noopener">
            {address.text}
          </Link>
        ) : (
          address.text
        )),
    },
  ];
}

/** Everything that is known of a version, with what is the matter with it. */
export function useKnownFacts(options: {
  version: ModelVersion;
  issues: readonly Issue[];
  /** What somebody has entered. */
  entered: ReadonlySet<FactId>;
}): Fact[] {
  const { version, issues, entered } = options;
  const words = useWords();
  const { t } = words;
  const classes = useStyles();
  return [
    ...figures(version, words),
    ...structure(version, words),
    ...origin(version, words),
  ].map(({ place, name, value, from, wide }) => ({
    name,
    wide,
    value: (
      <>
        {value ?? <Unknown>{t('modelSource.unknown')}</Unknown>}
        {from.some(id => entered.has(id)) && (
          <Chip
            size="small"
            variant="outlined"
            component="span"
            className={classes.chip}
            label={t('modelSource.entered')}
          />
        )}
        {place !== 'other' && <Issues issues={issuesAt(issues, place)} />}
      </>
    ),
  }));
}
