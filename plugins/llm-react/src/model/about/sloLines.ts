import { parseDuration, parseRatio } from '@modelyard/llm-units';
import type { ModelSlo } from '@modelyard/plugin-llm-common';
import type { Words } from './words';

/** Objectives that are durations, in the order in which they are shown. */
const durations = [
  'ttftP95',
  'interTokenP95',
  'endToEndP95',
  'firstAudioP95',
] as const satisfies readonly (keyof ModelSlo)[];

/** The objectives in words, one line for each. */
export function sloLines(slo: ModelSlo, words: Words): string[] {
  const { t, formats } = words;
  const lines: string[] = [];
  if (slo.availability) {
    const { objective, basis } = slo.availability;
    const ratio = parseRatio(objective);
    const value = ratio.ok ? formats.percent(ratio.value) : String(objective);
    lines.push(
      basis === 'time'
        ? t('model.about.objective.availabilityTime', { value })
        : t('model.about.objective.availabilityRequests', { value }),
    );
  }
  for (const objective of durations) {
    const stated = slo[objective];
    if (stated !== undefined) {
      const duration = parseDuration(stated);
      lines.push(
        t(`model.about.objective.${objective}`, {
          value: duration.ok ? formats.duration(duration.value) : stated,
        }),
      );
    }
  }
  if (slo.realTimeFactorP95 !== undefined) {
    lines.push(
      t('model.about.objective.realTimeFactorP95', {
        value: formats.number(slo.realTimeFactorP95),
      }),
    );
  }
  return lines;
}

/** The window that the objectives are measured over, when it is stated. */
export function sloWindow(slo: ModelSlo, words: Words): string | undefined {
  const { t, formats } = words;
  if (slo.window === undefined) {
    return undefined;
  }
  const window = parseDuration(slo.window);
  return t('model.about.sloWindow', {
    window: window.ok ? formats.duration(window.value) : slo.window,
  });
}
