/** A pipe. Most tools ignore how the commands before its last one end, unlike `bash` of missions, which has `pipefail`. */
const PIPE = /(^|[^|>])\|(?![|])/;

/** Bash as missions run it, but without `pipefail`. */
export const PLAIN_BASH = 'bash -e {0}';

/** Whether a script may have a pipe; a `|` in quotes counts too. */
export function mayPipe(script: string): boolean {
  return PIPE.test(script);
}
