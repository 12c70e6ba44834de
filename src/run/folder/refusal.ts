/** Why a folder is not used for a run; expected, so that it is a value and no error. */
export interface Refusal {
  readonly type: 'refused';
  /** What was expected, what was found, and what to do. */
  readonly message: string;
}

export function refused(message: string): Refusal {
  return { type: 'refused', message };
}

/** Of a full disk, mostly: the folder itself was writable a moment ago. */
export function noRoom(dir: string, found: string): Refusal {
  return refused(`expected room for a run in ${dir}, found ${found}; make room, or choose another folder`);
}
