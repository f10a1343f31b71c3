import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { LlmChange, LlmChangeSummary } from '@modelyard/plugin-llm-common';

/** Credentials of a person: what is decided here needs somebody who answers for it. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** The changes of the GitOps repository that wait for a review. */
export interface ChangesService {
  /** All of them, newest first. */
  listChanges(options: {
    credentials: UserCredentials;
  }): Promise<LlmChangeSummary[]>;

  /** One of them; NotFoundError where it is not open. */
  readChange(options: {
    id: string;
    credentials: UserCredentials;
  }): Promise<LlmChange>;

  /**
   * Merges what was seen. ConflictError where the change has another head by now, or cannot be merged; NotAllowedError
   * where the user made it, or is not responsible for what it changes.
   */
  mergeChange(options: {
    id: string;
    /** The head that the reviewer has seen. */
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<{ commit: string }>;

  /** Gives it up. Errors as those of a merge. */
  withdrawChange(options: {
    id: string;
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<void>;
}
