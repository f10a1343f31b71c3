import { LedgerCount } from '../ledger/LedgerRow';
import { labelOf } from '../profile/labelOf';
import { Profile } from '../profile/Profile';
import { Dimension } from '../series/CanonicalSeries';
import { canonicalSeries, SeriesId, seriesOf } from '../series/seriesTable';

const COUNTS: Readonly<Partial<Record<SeriesId, LedgerCount>>> = {
  'requests.total': 'requests',
  'requests.failed': 'failed',
  'requests.refused': 'refused',
  'requests.aborted': 'aborted',
  'tokens.input': 'inputTokens',
  'tokens.output': 'outputTokens',
  'tokens.cached_input': 'cachedInputTokens',
  'audio.input': 'audioSeconds',
  'audio.output': 'audioSeconds',
  'characters.input': 'characters',
  'images.output': 'images',
  'texts.input': 'texts',
  'documents.input': 'documents',
  'guardrail.attempts': 'checks',
  'guardrail.allowed': 'checksAllowed',
  'guardrail.masked': 'checksMasked',
  'guardrail.blocked': 'checksBlocked',
  'guardrail.detected': 'checksDetected',
  'guardrail.skipped': 'checksSkipped',
  'guardrail.failed': 'checksFailed',
  'pii.scanned': 'scans',
  'pii.masked': 'scansMasked',
  'pii.exposed': 'scansExposed',
};

/**
 * What of the usage ledger a canonical series is: one of its counts, or a histogram.
 *
 * @returns Undefined for what the ledger does not hold
 * @public
 */
export function ledgerPlaceOf(
  series: SeriesId,
): LedgerCount | 'histogram' | undefined {
  return seriesOf(series).kind === 'histogram' ? 'histogram' : COUNTS[series];
}

/**
 * The series of a profile that the usage ledger holds and whose raw samples can be read.
 *
 * @returns None for a source that does not say the model: what it counts belongs to no row
 * @public
 */
export function pulledSeries(profile: Profile): readonly SeriesId[] {
  return canonicalSeries
    .map(({ id }) => id)
    .filter(id => {
      const entry = profile.series[id];
      return (
        entry !== undefined &&
        entry.forms.length > 0 &&
        entry.perHour === undefined &&
        ledgerPlaceOf(id) !== undefined &&
        labelOf(profile, entry, 'model') !== undefined
      );
    });
}

/**
 * Parts of usage that labels can say.
 *
 * @public
 */
export const usageParts = [
  'model',
  'version',
  'deployment',
  'operation',
  'provider',
  'consumer',
  'namespace',
] as const satisfies readonly Dimension[];

/**
 * Who did what with which model, in the words of the source.
 *
 * @public
 */
export type UsageParts = Readonly<
  Partial<Record<(typeof usageParts)[number], string>>
>;

/**
 * What the labels of a raw series say of whose usage it counts. Empty labels say nothing.
 *
 * @public
 */
export function usagePartsOf(options: {
  profile: Profile;
  series: SeriesId;
  labels: Readonly<Record<string, string>>;
}): UsageParts {
  const { profile, series, labels } = options;
  const entry = profile.series[series];
  const parts: { -readonly [Part in keyof UsageParts]: UsageParts[Part] } = {};
  for (const part of usageParts) {
    const label = entry && labelOf(profile, entry, part);
    const value =
      label !== undefined && Object.hasOwn(labels, label) && labels[label];
    if (value) {
      parts[part] = value;
    }
  }
  return parts;
}

/**
 * The label by which a series says the model.
 *
 * @public
 */
export function modelLabelOf(
  profile: Profile,
  series: SeriesId,
): string | undefined {
  const entry = profile.series[series];
  return entry && labelOf(profile, entry, 'model');
}
