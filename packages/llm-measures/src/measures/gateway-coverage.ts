import { defineMeasure } from '../measure/defineMeasure';
import { ENGINE, GATEWAY, increase } from '../measure/Need';
import { divideFigures } from '../result/combine';
import { measuredTasks } from '../tasks';

export const gatewayCoverage = defineMeasure({
  id: 'gateway-coverage',
  unit: 'ratio',
  tasks: measuredTasks,
  better: 'more',
  formula: 'requests at the gateway / requests that the engine finished',
  needs: {
    gateway: increase('requests.total', { vantages: GATEWAY }),
    engine: increase('requests.total', { vantages: ENGINE }),
  },
  breakdowns: ['deployment', 'version'],
  compute: read => {
    const figure = divideFigures({
      numerator: read.figure('gateway', 'requests'),
      denominator: read.figure('engine', 'requests'),
      unit: 'ratio',
    });
    return {
      figure,
      notes:
        figure.state === 'value' && figure.value > 1
          ? [
              'More requests at the gateway than at the engine: some were refused, answered from a cache or tried again',
            ]
          : [],
    };
  },
});
