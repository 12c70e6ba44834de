import { execFile } from 'node:child_process';
import { GIT_REDIRECTIONS } from '../../base/git-variables.ts';

export type GitAnswer =
  | { readonly type: 'answered'; readonly text: string }
  /** For example git is missing, or another user owns the folder. */
  | { readonly type: 'failed'; readonly why: string };

/** Runs git in one folder, without a shell and without prompts. Never rejects. */
export type Git = (folder: string, ...words: readonly string[]) => Promise<GitAnswer>;

/** Bytes of output: enough for the paths of millions of files. */
const mostOutput = 1024 ** 3;

export function createGit(environment: NodeJS.ProcessEnv): Git {
  const known = Object.entries(environment).filter(([name]) => !GIT_REDIRECTIONS.includes(name));
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(known),
    GIT_TERMINAL_PROMPT: '0',
    // Content of LFS comes from the root, and not from the network.
    GIT_LFS_SKIP_SMUDGE: '1',
    // Messages are shown in reports, and some are parsed.
    LC_ALL: 'C',
  };
  return (folder, ...words) =>
    new Promise((resolve) => {
      // Hooks such as `post-checkout` belong to the user's own checkout.
      const all = ['-c', 'core.hooksPath=/dev/null', ...words];
      execFile('git', all, { cwd: folder, env, maxBuffer: mostOutput }, (error, stdout, stderr) => {
        if (error === null) resolve({ type: 'answered', text: stdout });
        else resolve({ type: 'failed', why: reasonOf(stderr, error) });
      });
    });
}

function reasonOf(stderr: string, error: Error): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '');
  const told = lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines.at(-1) ?? error.message;
  return told.replace(/^(?:fatal|error): /, '');
}
