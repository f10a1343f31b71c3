// placed at: plugins/llm-common/src/example.ts
import { Entity } from '@backstage/catalog-model';
import { readFileSync } from 'node:fs'; // error: no-restricted-imports
import { posix } from 'path'; // error: no-restricted-imports
import { useState } from 'react'; // error: no-restricted-imports
import express from 'express'; // error: no-restricted-imports

export function nameOf(entity: Entity, options: any) { // error: @typescript-eslint/no-explicit-any
  console.warn(options); // error: no-console
  return [entity.metadata.name, readFileSync, posix, useState, express];
}
