import { defineMeasure } from '../measure/defineMeasure';
import { GATEWAY, increase } from '../measure/Need';
import { shareOfSample } from '../reading/sampling';
import { divideFigures } from '../result/combine';
import { known, mergeProvenance } from '../result/makeFigure';
import { Figure, KnownFigure } from '../result/MeasureResult';
import { measuredTasks } from '../tasks';

export const piiExposure = defineMeasure({
  id: 'pii-exposure',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'less',
  formula:
    'scans that found personal data and left it unmasked / scans; over all requests it is at least as if no text that was not scanned held any, and at most as if each did',
  needs: {
    exposed: increase('pii.exposed'),
    scanned: increase('pii.scanned'),
    masked: increase('pii.masked', { optional: true }),
    requests: increase('requests.total', {
      vantages: GATEWAY,
      optional: true,
      notBy: ['guardrail', 'phase'],
    }),
  },
  parts: ['exposed', 'scanned', 'scan-coverage', 'likely-most', 'detected'],
  breakdowns: ['guardrail', 'phase', 'consumer'],
  compute: read => {
    const exposed = read.figure('exposed', 'checks', 'scanned');
    const scanned = read.figure('scanned', 'checks');
    const requests = read.figure('requests', 'requests');
    const share = divideFigures({
      numerator: exposed,
      denominator: scanned,
      unit: 'ratio',
    });
    const coverage = divideFigures({
      numerator: scanned,
      denominator: requests,
      unit: 'ratio',
    });
    return {
      figure: overAll({ share, exposed, scanned, requests }),
      parts: {
        exposed,
        scanned,
        'scan-coverage': coverage,
        'likely-most': likelyMost(exposed, scanned),
        detected: divideFigures({
          numerator: read.figure('masked', 'checks', 'scanned'),
          denominator: scanned,
          unit: 'ratio',
        }),
      },
      notes: [
        'A detector finds what it knows: what it overlooks is in neither figure',
        ...(coverage.state === 'value' && coverage.value > 1
          ? [
              'More scans than requests: several guardrails scan one text, or a stream is scanned in pieces',
            ]
          : []),
      ],
    };
  },
});

/** The share among scans, with what it can be among all requests as its bounds. */
function overAll(options: {
  share: Figure;
  exposed: Figure;
  scanned: Figure;
  requests: Figure;
}): Figure {
  const { share, exposed, scanned, requests } = options;
  if (
    share.state !== 'value' ||
    exposed.state !== 'value' ||
    scanned.state !== 'value'
  ) {
    return share;
  }
  const from = mergeProvenance([share, requests]);
  if (requests.state !== 'value' || requests.value <= 0) {
    // How much was not scanned is not known, and so neither is the most that was exposed.
    return known({ value: share.value, unit: 'ratio', bounds: {}, from });
  }
  const unscanned = Math.max(0, requests.value - scanned.value);
  const all = Math.max(requests.value, scanned.value);
  const span = {
    low: exposed.value / all,
    high: (exposed.value + unscanned) / all,
  };
  return known({
    value: share.value,
    unit: 'ratio',
    bounds: widest(span, share),
    from,
  });
}

/** Bounds that hold whatever the counts themselves leave open. */
function widest(
  span: { low: number; high: number },
  { bounds }: KnownFigure,
): { low?: number; high?: number } {
  if (!bounds) {
    return span;
  }
  return {
    ...(bounds.low !== undefined && { low: Math.min(span.low, bounds.low) }),
    ...(bounds.high !== undefined && {
      high: Math.max(span.high, bounds.high),
    }),
  };
}

/**
 * The most that is likely, at 95 %, if what was scanned stands for all: none in n scans leaves 3/n (the rule of three,
 * J. A. Hanley and A. Lippman-Hand, JAMA 249, 1983).
 */
function likelyMost(exposed: Figure, scanned: Figure): Figure {
  if (
    exposed.state !== 'value' ||
    scanned.state !== 'value' ||
    scanned.value <= 0 ||
    exposed.value > scanned.value
  ) {
    return divideFigures({
      numerator: exposed,
      denominator: scanned,
      unit: 'ratio',
    });
  }
  const value =
    exposed.value === 0
      ? Math.min(1, 3 / scanned.value)
      : shareOfSample({ hits: exposed.value, of: scanned.value }).bounds.high;
  return known({
    value,
    unit: 'ratio',
    from: {
      ...mergeProvenance([
        exposed,
        scanned,
        { qualifiers: ['approximate'], sources: [] },
      ]),
    },
  });
}
