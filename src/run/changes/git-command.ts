import { errorText } from '../../base/error-code.ts';
/** What one git command said. `failed` covers a missing git, an unknown commit, a folder of somebody else's. */
export type GitAnswer =
  | { readonly type: 'answered'; readonly text: string }
  | { readonly type: 'failed'; readonly why: string };

export type Git = (...words: readonly string[]) => Promise<GitAnswer>;

/** Set by git inside of its hooks; they would make git look at another repository or index than the folder's. */
const REDIRECTING = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_PREFIX', 'GIT_NAMESPACE'];

/** Runs git in this folder, without a shell, without asking for anything and without writing to the repository. */
export function gitIn(folder: string, environment: Readonly<Record<string, string | undefined>>): Git {
  const env = {
    ...definedOnly(environment),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Messages are shown to people, but some are also looked at.
    LC_ALL: 'C',
  };
  return async (...words) => {
    try {
      // Loaded here: only missions with `paths` or `changed()` pay for it.
      const { getExecOutput } = await import('@actions/exec');
      // No `input`, not even an empty one: a git that ends before reading it would be an uncaught EPIPE.
      const options = { cwd: folder, env, silent: true, ignoreReturnCode: true };
      const { exitCode, stdout, stderr } = await getExecOutput('git', [...words], options);
      return exitCode === 0 ? { type: 'answered', text: stdout } : { type: 'failed', why: firstLine(stderr) };
    } catch (error) {
      return { type: 'failed', why: firstLine(errorText(error)) };
    }
  };
}

function definedOnly(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || REDIRECTING.includes(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

function firstLine(text: string): string {
  return (
    text
      .trim()
      .split(/\r?\n/, 1)[0]
      ?.replace(/^fatal: /, '') ?? ''
  );
}
