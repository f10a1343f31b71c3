import { defineMeasure } from '../measure/defineMeasure';
import { ENGINE, gauge, increase } from '../measure/Need';
import { toFigure } from '../reading/toFigure';
import { divideFigures } from '../result/combine';
import { known, missing, NO_PROVENANCE } from '../result/makeFigure';
import { streamingTasks } from '../tasks';

export const throughputGain = defineMeasure({
  id: 'throughput-gain',
  unit: 'factor',
  tasks: streamingTasks,
  better: 'more',
  formula:
    'the most output tokens per second that were seen while requests waited / those of the recorded baseline; 1 is no gain',
  needs: {
    peak: gauge('throughput.saturated_peak', 'maximum', { vantages: ENGINE }),
    output: increase('tokens.output', { vantages: ENGINE, optional: true }),
  },
  context: ['baseline'],
  parts: ['peak'],
  breakdowns: ['deployment', 'version'],
  compute: read => {
    const { baseline } = read.context;
    const reading = read.number('peak');
    const served = read.number('output').state === 'read';
    const peak =
      reading.state === 'absent' && served
        ? missing('no_data', {
            code: 'never-saturated',
            message:
              'Requests never waited in the window: how much the deployment can do cannot be told from its traffic',
            from: reading,
          })
        : toFigure(reading, 'tokens-per-second');
    if (!baseline || baseline.differences.length > 0) {
      return {
        figure: missing('not_applicable', {
          code: baseline ? 'not-comparable' : 'no-baseline',
          message: baseline
            ? `The recorded baseline is not comparable: ${baseline.differences.join(
                '; ',
              )}`
            : 'No baseline is recorded for this version and deployment',
        }),
        parts: { peak },
      };
    }
    return {
      figure: divideFigures({
        numerator: peak,
        denominator: known({
          value: baseline.tokensPerSecond,
          unit: 'tokens-per-second',
          from: NO_PROVENANCE,
        }),
        unit: 'factor',
      }),
      parts: { peak },
    };
  },
});
