'use strict';

const { isBuiltin } = require('node:module');
const ts = require('typescript');

const ALWAYS = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
const NEVER =
  /(^|\/)(__[a-zA-Z]+__|fixtures?|mocks?|testUtils?|dev|node_modules)\/|\.(test|stories)\.|setupTests|report.*\.api\.md/;
const SHIPPED_FOLDERS = /^(dist|migrations|assets)\//;
const PACKAGE = /^(?:@[\w.-]+\/)?[\w-][\w.-]*/;
const INSTALLED = ['dependencies', 'peerDependencies', 'optionalDependencies'];
const PATH_FIELDS = [
  ...['main', 'module', 'types', 'typesVersions', 'exports'],
  ...['bin', 'configSchema'],
];

/** Every path that a value of a package.json names, however it is nested. */
function leaves(value) {
  if (typeof value === 'string') {
    return [value];
  }
  return value && typeof value === 'object'
    ? Object.values(value).flatMap(leaves)
    : [];
}

/** The files that a package.json promises to those who install it. */
function promisedFiles(manifest) {
  return (
    PATH_FIELDS.flatMap(field => leaves(manifest[field]))
      // `backstage` in `exports` names the type of a feature, not a file.
      .filter(value => !value.startsWith('@'))
      .map(file => file.replace(/^\.\//, ''))
  );
}

/** The packages that some source imports; an import in a text, such as a snippet for people, is none. */
function importedPackages(source) {
  return ts
    .preProcessFile(source, true, true)
    .importedFiles.filter(({ fileName }) => !isBuiltin(fileName))
    .flatMap(({ fileName }) => PACKAGE.exec(fileName) ?? []);
}

/** Imports of packages that an install need not bring, each with a file that has it. */
function undeclaredImports({ manifest, files, read }) {
  const declared = new Set([
    manifest.name,
    ...INSTALLED.flatMap(field => Object.keys(manifest[field] ?? {})),
  ]);
  const found = new Map();
  for (const file of files.filter(name => /\.(js|d\.ts)$/.test(name))) {
    for (const name of importedPackages(read(file))) {
      if (!declared.has(name)) found.set(name, file);
    }
  }
  return [...found].map(
    ([name, file]) =>
      `${manifest.name} does not declare ${name}, which ${file} imports`,
  );
}

/**
 * What is wrong with a packed package: a file that it promises and lacks, a file
 * that nobody who installs it needs, an import of what it does not depend on, a
 * reference into this repository.
 *
 * @param {object} options
 * @param {object} options.manifest - the packed package.json
 * @param {string[]} options.files - names of all packed files
 * @param {(file: string) => string} options.read
 * @returns {string[]} one sentence each
 */
function findContentProblems({ manifest, files, read }) {
  const { name } = manifest;
  const promised = new Set([
    'README.md',
    'LICENSE',
    ...promisedFiles(manifest),
  ]);
  const missing = [...promised]
    .filter(file => !files.includes(file))
    .map(file => `${name} should contain ${file} and does not`);
  const needless = files
    .filter(
      file =>
        NEVER.test(file) ||
        !(
          ALWAYS.test(file) ||
          SHIPPED_FOLDERS.test(file) ||
          promised.has(file)
        ),
    )
    .map(file => `${name} contains ${file}, which nobody needs`);
  const local = INSTALLED.flatMap(field =>
    Object.entries(manifest[field] ?? {}),
  )
    .filter(([, range]) => /^(workspace|link|file|portal|patch):/.test(range))
    .map(([other, range]) => `${name} depends on ${other} at ${range}`);
  // A program is run, not imported.
  const isProgram = manifest.backstage?.role === 'cli';
  const untyped = manifest.types || isProgram ? [] : [`${name} has no types`];
  const unlicensed = manifest.license ? [] : [`${name} names no license`];
  return [
    ...missing,
    ...needless,
    ...undeclaredImports({ manifest, files, read }),
    ...local,
    ...untyped,
    ...unlicensed,
  ];
}

module.exports = { findContentProblems };
