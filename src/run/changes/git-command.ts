import { errorText } from '../../base/error-code.ts';
import { GIT_REDIRECTIONS } from '../../base/git-variables.ts';

/** The environment of the caller. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The output of a git command. `failed`: for example git is missing, a commit is unknown, or another user owns the folder. */
export type GitAnswer =
  | { readonly type: 'answered'; readonly text: string }
  | { readonly type: 'failed'; readonly why: string };

export type Git = (...words: readonly string[]) => Promise<GitAnswer>;

/** Runs git in this folder, without a shell, without prompts and without writing to the repository. Never throws. */
export function gitIn(folder: string, environment: Environment): Git {
  const env = {
    ...definedOnly(environment),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Messages are shown in reports, and some are parsed.
    LC_ALL: 'C',
  };
  return async (...words) => {
    try {
      // Loaded here, because most missions do not need git.
      const { getExecOutput } = await import('@actions/exec');
      // No `input`, not even an empty one: if git ended before reading it, an EPIPE would be uncaught.
      const options = { cwd: folder, env, silent: true, ignoreReturnCode: true };
      const { exitCode, stdout, stderr } = await getExecOutput('git', [...words], options);
      return exitCode === 0 ? { type: 'answered', text: stdout } : { type: 'failed', why: firstLine(stderr) };
    } catch (error) {
      return { type: 'failed', why: firstLine(errorText(error)) };
    }
  };
}

/** Git in the top folder of the repository that contains `root`: some commands print paths relative to their working directory. */
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
    value === undefined || GIT_REDIRECTIONS.includes(name) ? [] : [[name, value] as const],
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
