import { LedgerKeyPart } from '@modelyard/llm-measures';
import { UsageSubject } from '@modelyard/plugin-llm-node';
import { UsagePrices } from '../UsagePrices';

/** Who did what with which model, in the words of the catalog where it knows them. */
export type ResolvedSubject = {
  readonly [Part in Exclude<LedgerKeyPart, 'source'>]: string;
};

/** Turns the words of senders into entities, from memory and without waiting. */
export interface UsageSubjects extends UsagePrices {
  /**
   * Waits, at most a few seconds after the start, until the catalog has been read once: what came before that would be kept under
   * names that nobody knows. A name that is heard for the first time and not known has the catalog read again, because a model
   * that was just added is used before it is next read.
   *
   * @param subjects - who is to be resolved then
   */
  ready(subjects?: readonly UsageSubject[]): Promise<void>;

  resolve(subject: UsageSubject): ResolvedSubject;
}
