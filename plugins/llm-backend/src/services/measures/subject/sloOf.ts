import { MeasuredSlo } from '@modelyard/llm-measures';
import { parseDuration, parseRatio, Result } from '@modelyard/llm-units';
import { ModelSlo } from '@modelyard/plugin-llm-common';
import { SECOND } from '../reading/windows';

function valueOf<T>(result: Result<T>): T | undefined {
  return result.ok ? result.value : undefined;
}

/** What a model promises, in seconds and shares. What the rules of the kind refuse is no promise. */
export function sloOf(slo: ModelSlo | undefined): MeasuredSlo | undefined {
  if (!slo) {
    return undefined;
  }
  const seconds = (value: unknown) => {
    const ms = valueOf(parseDuration(value));
    return ms === undefined ? undefined : ms / SECOND;
  };
  const objective = valueOf(parseRatio(slo.availability?.objective));
  const basis = slo.availability?.basis;
  const factor = slo.realTimeFactorP95;
  const entries = {
    windowSeconds: seconds(slo.window),
    availability:
      objective !== undefined && basis !== undefined
        ? { objective, basis }
        : undefined,
    timeToFirstTokenP95: seconds(slo.ttftP95),
    interTokenP95: seconds(slo.interTokenP95),
    endToEndP95: seconds(slo.endToEndP95),
    firstAudioP95: seconds(slo.firstAudioP95),
    realTimeFactorP95: typeof factor === 'number' ? factor : undefined,
  };
  return Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value !== undefined),
  );
}
