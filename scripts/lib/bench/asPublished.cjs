'use strict';

// Loads the pure packages as one file each, as bundlers and published packages have them. The transform of the development
// server leaves each source file a module of its own and looks every name up at each call, which in tight loops takes half
// as long again: nobody who uses the packages meets that.
const Module = require('node:module');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const ROOT = join(__dirname, '..', '..', '..');
const PACKAGES = ['llm-units', 'llm-sizing', 'llm-manifests', 'llm-measures'];

const loaded = new Map();

function load(name) {
  const known = loaded.get(name);
  if (known) {
    return known.exports;
  }
  const folder = join(ROOT, 'packages', name);
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, 'src', 'index.ts')],
    bundle: true,
    packages: 'external',
    format: 'cjs',
    platform: 'neutral',
    target: `node${process.versions.node.split('.')[0]}`,
    write: false,
  });
  const file = join(folder, 'src', 'index.bundle.cjs');
  const built = new Module(file, module);
  built.filename = file;
  built.paths = Module._nodeModulePaths(folder);
  loaded.set(name, built);
  built._compile(outputFiles[0].text, file);
  return built.exports;
}

const loadOther = Module._load;

Module._load = function loadAsPublished(request, ...rest) {
  const [, name] = /^@modelyard\/(.+)$/.exec(request) ?? [];
  return PACKAGES.includes(name)
    ? load(name)
    : loadOther.call(this, request, ...rest);
};
