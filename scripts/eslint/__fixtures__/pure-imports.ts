// placed at: packages/llm-units/src/example.ts
import { Entity } from '@backstage/catalog-model'; // error: no-restricted-imports
import { alpha } from '@backstage/catalog-model/alpha'; // error: no-restricted-imports
import { readFile } from 'node:fs/promises'; // error: no-restricted-imports
import { join } from 'path'; // error: no-restricted-imports
import fs from 'fs'; // error: no-restricted-imports
import express from 'express'; // error: no-restricted-imports
import knex from 'knex'; // error: no-restricted-imports
import { useState } from 'react'; // error: no-restricted-imports
import { createRoot } from 'react-dom/client'; // error: no-restricted-imports
import { parse } from './path';
import { LIMIT } from '../constants';

export { join as joinPath } from 'path'; // error: no-restricted-imports

export const lazy = import('./later'); // error: no-restricted-syntax
export const used: unknown[] = [
  {} as Entity,
  alpha,
  readFile,
  join,
  fs,
  express,
  knex,
  useState,
  createRoot,
  parse,
  LIMIT,
];

export function load() {
  return require('./loaded'); // error: no-restricted-syntax
}
