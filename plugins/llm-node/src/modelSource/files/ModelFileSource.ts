/** A file of a model at its source. */
export interface SourceFile {
  readonly path: string;
  /** In bytes. */
  readonly size?: number;
  /** SHA-256 of its content, in hexadecimal, where the source gives it. */
  readonly sha256?: string;
}

/** The files of one model at one revision. */
export interface ModelFileSource {
  /** Whether `files` are all that there are; otherwise they are what may be there. */
  readonly complete: boolean;
  readonly files: readonly SourceFile[];
  /** Reads a small file; one that is longer is an error. NotFoundError where it is not there. */
  readWhole(path: string, options: { maxBytes: number }): Promise<Uint8Array>;
  /** Reads the beginning of a file: fewer bytes only where it has no more. */
  readStart(path: string, options: { bytes: number }): Promise<Uint8Array>;
}
