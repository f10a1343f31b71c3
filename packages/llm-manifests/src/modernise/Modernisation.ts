import type { ModernisationEffect } from './ModernisationFinding';
import type { ModernisationTarget } from './ModernisationTarget';

/** An object on its way: what is found in it is changed in place. */
export type Draft = Record<string, unknown>;

/** What one step found, and whether it changed it. */
export interface StepFinding {
  readonly path: string;
  readonly message: string;
  readonly effect: ModernisationEffect;
  readonly mended: boolean;
}

/** What a step looks at. */
export interface StepSubject {
  /** The object, a copy that belongs to the step. */
  readonly object: Draft;
  /** All objects, this one among them, as far as they have come. */
  readonly bundle: readonly Draft[];
  /** What the objects are for. */
  readonly target: ModernisationTarget;
  /** Whether findings of this effect are to be mended. */
  readonly mends: (effect: ModernisationEffect) => boolean;
  /** Puts another object behind this one. */
  readonly add: (object: Draft) => void;
}

/** One thing that has become stale, and what takes its place. */
export interface Modernisation {
  /** Name of the step: the code of its findings, and the name of its file. */
  readonly code: string;
  readonly run: (subject: StepSubject) => readonly StepFinding[];
}
