import { errorText } from '../../base/error-code.ts';

/** The environment of the caller. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What one git command printed. `failed` covers a missing git, an unknown commit and a folder that another user owns. */
export type GitAnswer =
  | { readonly type: 'answered'; readonly text: string }
  | { readonly type: 'failed'; readonly why: string };

export type Git = (...words: readonly string[]) => Promise<GitAnswer>;

/** Git sets these in its hooks. They would make git look at another repository or index than the folder's. */
const REDIRECTING = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_PREFIX', 'GIT_NAMESPACE'];

/** Runs git in this folder, without a shell, without prompts and without writing to the repository. Never throws. */
export function gitIn(folder: string, environment: Environment): Git {
  const env = {
    ...definedOnly(environment),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Messages go into reports, and some are parsed.
    LC_ALL: 'C',
  };
  return async (...words) => {
    try {
      // Loaded here: only missions that need git pay for it.
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

/** Git in the top folder of the repository that holds `root`: some commands name files from the folder that they run in. */
export async function gitAtTop(
  root: string,
  environment: Environment,
): Promise<{ readonly type: 'found'; readonly git: Git; readonly top: string } | (GitAnswer & { type: 'failed' })> {
  const answer = await gitIn(root, environment)('rev-parse', '--show-toplevel');
  if (answer.type === 'failed') return answer;
  const top = answer.text.replace(/\r?\n$/, '');
  return { type: 'found', git: gitIn(top, environment), top };
}

function definedOnly(environment: Environment): Record<string, string> {
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
