/** Why a folder is not used for a run. This is expected, so it is a value and not an exception. */
export interface Refusal {
  readonly type: 'refused';
  /** What was expected, what was found, and what to do. */
  readonly message: string;
}

export function refused(message: string): Refusal {
  return { type: 'refused', message };
}

/** Usually the disk is full: the folder itself was writable just before. */
export function noRoom(dir: string, found: string): Refusal {
  return refused(
    `expected to write to the folder of the run at ${dir}, found ${found}; free some space, or choose another folder`,
  );
}
