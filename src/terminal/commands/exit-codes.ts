/** The exit codes of the command line. */
export const EXIT = {
  succeeded: 0,
  /** The mission ran and failed. */
  failed: 1,
  /** The mission file or the command line is invalid. Nothing ran. */
  invalid: 2,
  /** Mission Runner itself failed, for example because the journal could not be written. */
  broken: 3,
  /** The run was interrupted. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
