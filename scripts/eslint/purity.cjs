'use strict';

const { builtinModules } = require('node:module');

/**
 * Import patterns are in gitignore style, where a bare name would also match a
 * file of ours with that name (`./constants`); the slash ties it to the start.
 */
const anchored = names => names.map(name => `/${name}`);

/** Node's own modules, with and without the `node:` scheme. */
const nodeBuiltins = anchored([
  'node:*',
  ...builtinModules.filter(name => !name.startsWith('_')),
]);

/** Frameworks that a library of plain functions does not know. */
const frameworks = anchored(['react', 'react-dom', 'express', 'knex']);

/** What a pure package must not import, whatever the way. */
const impureImports = ['@backstage/*', ...frameworks, ...nodeBuiltins];

/**
 * Static imports are caught by `no-restricted-imports`; these two ways past it
 * have no place in a library that is bundled for browsers and for Node.
 */
const dynamicImports = [
  {
    selector: 'ImportExpression',
    message: 'A pure package loads nothing while it runs; import statically.',
  },
  {
    selector: "CallExpression[callee.name='require']",
    message: 'A pure package loads nothing while it runs; import statically.',
  },
];

const clockAndChance = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'A pure function has no clock; take the time as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'A pure function has no clock; take the time as a parameter.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'A pure function has no clock; take the time as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'A pure function has no randomness; take it as a parameter.',
  },
  {
    selector:
      'MemberExpression[object.name=/^(globalThis|window|self|global)$/]',
    message: 'A pure function does not reach into the global object.',
  },
];

/** Globals that are a clock, a network, a store or a process. */
const impureGlobals = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'process',
  'Buffer',
  'localStorage',
  'sessionStorage',
  'document',
  'navigator',
  'location',
].map(name => ({
  name,
  message: `A pure package has no \`${name}\`; take what you need as a parameter.`,
}));

module.exports = {
  frameworks,
  nodeBuiltins,
  impureImports,
  impureGlobals,
  impureSyntax: [...dynamicImports, ...clockAndChance],
};
