import { ProfileSeries, SeriesForm } from './Profile';

/**
 * The forms that a version of the source can have written, the preferred first; all where the version is not known.
 *
 * @public
 */
export function formsFor(options: {
  series: ProfileSeries;
  version?: string;
}): readonly SeriesForm[] {
  const { series, version } = options;
  return version === undefined || !isVersion(version)
    ? series.forms
    : series.forms.filter(
        ({ since, before }) =>
          (since === undefined || compareVersions(version, since) >= 0) &&
          (before === undefined || compareVersions(version, before) < 0),
      );
}

const VERSION = /^v?(\d+(?:\.\d+)*)/;

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Number by number; what follows the numbers (`rc1`, `+cu128`) does not count, because names change with releases. */
function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return VERSION.exec(version)?.[1].split('.').map(Number) ?? [];
}
