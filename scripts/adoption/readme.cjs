'use strict';

/**
 * The README's adoption steps as data. A step is a fenced code block inside
 * the chosen sections:
 *
 * - `bash`: commands, run in the portal's folder;
 * - `diff`: the first line names the file (`--- path`), the others are lines to
 *   add (`+`), to remove (`-`) and, around them, lines that stand there already;
 * - `yaml` or `ts` with `file=<path>`: a file to create, or, for
 *   `app-config.yaml`, configuration to merge in.
 */
const fs = require('node:fs');
const path = require('node:path');
const YAML = require('yaml');

/**
 * @param {string} markdown
 * @param {string[]} headings the sections (by heading text) whose blocks count
 */
function readSteps(markdown, headings) {
  const steps = [];
  const missing = new Set(headings);
  let active = false;
  let block;
  for (const line of markdown.split('\n')) {
    if (block) {
      if (line.startsWith('```')) {
        if (active) steps.push({ ...block, body: block.lines.join('\n') });
        block = undefined;
      } else {
        block.lines.push(line);
      }
      continue;
    }
    const heading = /^#+\s+(.*)$/.exec(line);
    if (heading) {
      active = headings.includes(heading[1].trim());
      missing.delete(heading[1].trim());
    }
    const fence = /^```(\w+)(?:\s+file=(\S+))?/.exec(line);
    if (fence) block = { language: fence[1], file: fence[2], lines: [] };
  }
  if (missing.size > 0) {
    throw new Error(`The README has no section ${[...missing].join(', ')}`);
  }
  return steps;
}

function mergeInto(target, source) {
  for (const [key, value] of Object.entries(source)) {
    if (
      value &&
      target[key] &&
      typeof value === 'object' &&
      typeof target[key] === 'object' &&
      Array.isArray(value) === Array.isArray(target[key])
    ) {
      if (Array.isArray(value)) target[key].push(...value);
      else mergeInto(target[key], value);
    } else {
      target[key] = value;
    }
  }
  return target;
}

/** Applies a diff block by its context; white space at line ends is ignored. */
function applyDiff(content, body) {
  let lines = content.split('\n');
  const hunks = body.split(/^@@.*$/m).map(h => h.split('\n').filter(Boolean));
  for (const hunk of hunks.filter(h => h.length > 0)) {
    const before = hunk.filter(l => !l.startsWith('+')).map(l => l.slice(1));
    const after = hunk.filter(l => !l.startsWith('-')).map(l => l.slice(1));
    const at = lines.findIndex((_, i) =>
      before.every((l, j) => lines[i + j]?.trim() === l.trim()),
    );
    if (at < 0) {
      throw new Error(`These lines do not stand there:\n${before.join('\n')}`);
    }
    lines = [
      ...lines.slice(0, at),
      ...after,
      ...lines.slice(at + before.length),
    ];
  }
  return lines.join('\n');
}

/**
 * Does what one step says, in the portal's folder.
 *
 * @param {object} step - one of `readSteps`
 * @param {string} portal - the portal's folder
 * @param {object} options
 * @param {(command: string) => Promise<void>} options.run - runs a shell command there
 * @param {(line: string) => void} options.log - is told what is done
 */
async function applyStep(step, portal, { run, log }) {
  if (step.language === 'bash') {
    for (const command of step.body.split('\n').filter(Boolean)) {
      log(`$ ${command}`);
      await run(command);
    }
    return;
  }
  if (step.language === 'diff') {
    const [first, ...rest] = step.body.split('\n');
    const file = path.join(portal, first.replace(/^--- /, '').trim());
    log(`edit ${path.relative(portal, file)}`);
    fs.writeFileSync(
      file,
      applyDiff(fs.readFileSync(file, 'utf8'), rest.join('\n')),
    );
    return;
  }
  if (!step.file) {
    throw new Error(`A ${step.language} block names no file:\n${step.body}`);
  }
  const file = path.join(portal, step.file);
  if (step.file === 'app-config.yaml') {
    log(`configure ${step.file}`);
    const config = YAML.parse(fs.readFileSync(file, 'utf8'));
    mergeInto(config, YAML.parse(step.body));
    fs.writeFileSync(file, YAML.stringify(config));
    return;
  }
  log(`create ${step.file}`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${step.body}\n`);
}

module.exports = { readSteps, applyStep, applyDiff };
