'use strict';

/**
 * Which package of the suite may import which: `a: [b]` reads "a imports b".
 * Only direct edges stand here; a package may import everything that its
 * edges reach. A package that is missing may import nothing of the suite.
 */
const edges = {
  'llm-units': [],
  'llm-sizing': ['llm-units'],
  'llm-manifests': ['llm-sizing'],
  'llm-measures': ['llm-units'],
  'llm-controls': ['llm-measures'],
  'evidence-log': [],
  'llm-cli': ['llm-manifests', 'llm-controls', 'evidence-log'],

  'plugin-llm-common': ['llm-manifests', 'llm-controls', 'evidence-log'],
  'plugin-llm-node': ['plugin-llm-common'],
  'plugin-llm-gitops-node': ['plugin-llm-common'],
  'plugin-llm-backend': ['plugin-llm-node', 'plugin-llm-gitops-node'],
  'plugin-llm-backend-module-prometheus': ['plugin-llm-node'],
  'plugin-llm-backend-module-otlp': ['plugin-llm-node'],
  'plugin-llm-backend-module-kubernetes': ['plugin-llm-node'],
  'plugin-llm-backend-module-slurm': ['plugin-llm-node'],
  'plugin-catalog-backend-module-llm': [
    'plugin-llm-node',
    'plugin-llm-gitops-node',
  ],
  'plugin-scaffolder-backend-module-llm': [
    'plugin-llm-node',
    'plugin-llm-gitops-node',
  ],
  'plugin-llm-react': ['plugin-llm-common'],
  'plugin-llm': ['plugin-llm-react'],

  personas: [],
  app: ['plugin-llm'],
  'app-legacy': ['plugin-llm'],
  backend: [
    'plugin-llm-backend',
    'plugin-llm-backend-module-prometheus',
    'plugin-llm-backend-module-otlp',
    'plugin-llm-backend-module-kubernetes',
    'plugin-llm-backend-module-slurm',
    'plugin-catalog-backend-module-llm',
    'plugin-scaffolder-backend-module-llm',
  ],
};

/** The folder's name in npm, without the scope: `plugins/llm` is `plugin-llm`. */
function packageId(packageName) {
  return packageName.replace(/^@modelyard\//, '');
}

function reach(id, seen = new Set()) {
  for (const target of edges[id] ?? []) {
    if (!seen.has(target)) {
      seen.add(target);
      reach(target, seen);
    }
  }
  return seen;
}

/**
 * Import patterns that the package must not use, for `no-restricted-imports`.
 * Everything of the scope is forbidden and what may be imported is taken out
 * again (gitignore style), so a package that nobody thought of is forbidden.
 */
function forbiddenImports(packageName) {
  const allowed = [...reach(packageId(packageName))];
  return [
    '@modelyard/*',
    ...allowed.flatMap(id => [`!@modelyard/${id}`, `!@modelyard/${id}/**`]),
  ];
}

module.exports = { edges, forbiddenImports, reach };
