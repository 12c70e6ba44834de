/** What the command line ends with. */
export const EXIT = {
  succeeded: 0,
  /** The mission ran and did not succeed. */
  failed: 1,
  /** The mission file or the command line is wrong: nothing was run. */
  invalid: 2,
  /** Our own failure, such as a journal that cannot be written. */
  broken: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
