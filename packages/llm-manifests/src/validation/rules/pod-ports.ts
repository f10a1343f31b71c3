import type { Rule } from './Rule';
import { containersOf, podsIn } from './support/pods';
import { items, number } from './support/read';

const HIGHEST = 65_535;

/** Source: validation of containers in Kubernetes. */
export const podPorts: Rule = {
  code: 'pod-ports',
  appliesTo: () => true,
  check: ({ object }) =>
    podsIn(object)
      .flatMap(containersOf)
      .flatMap(({ item: container, path: at }) =>
        items(container, at, 'ports').flatMap(({ item, path }) =>
          ['containerPort', 'hostPort'].flatMap(field => {
            const port = number(item, field);
            // No port of the host is 0, as if it were absent.
            const lowest = field === 'hostPort' ? 0 : 1;
            return port !== undefined && (port < lowest || port > HIGHEST)
              ? [
                  {
                    path: `${path}.${field}`,
                    message: `must be from 1 to ${HIGHEST}, but is ${port}`,
                  },
                ]
              : [];
          }),
        ),
      ),
};
