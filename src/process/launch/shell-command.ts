/** One way to run a script file. */
export interface ShellCandidate {
  /** Looked up in PATH unless it has a slash. */
  readonly program: string;
  arguments(file: string): readonly string[];
}

export interface Shell {
  /** In order of preference; the first that is installed runs the script. */
  readonly candidates: readonly ShellCandidate[];
  /** Extension of the script file, with its dot; some shells accept no other one. */
  readonly extension: string;
  /** The script file's content. */
  script(run: string): string;
  /** Windows only: arguments are passed without quoting, because cmd parses its own way. */
  readonly verbatim: boolean;
}

/**
 * Interprets `shell:` as GitHub workflows do.
 *
 * The script always goes to a file, never to `-c`: its length is not limited, `$0` and error messages name a file that you
 * can open, and bash stays the leader of the process group. With `-c`, bash would replace itself by the last
 * command, and Node reports a leader that dies of a real-time signal as exit code 0. Bash reports 128+n, a failure.
 * A file costs 0.06 ms.
 *
 * @returns undefined if `shell` is neither a known name nor a template with `{0}`.
 */
export function findShell(shell: string | undefined, platform: NodeJS.Platform): Shell | undefined {
  const windows = platform === 'win32';
  switch (shell) {
    case undefined:
      return windows ? powershell(['pwsh', 'powershell']) : plain('.sh', [bash(windows), posix(windows)]);
    case 'bash':
      return plain('.sh', [bash(windows)]);
    case 'sh':
      return plain('.sh', [posix(windows)]);
    case 'pwsh':
    case 'powershell':
      return powershell([shell]);
    case 'cmd':
      return commandPrompt();
    case 'python':
      // Many systems have only the second name.
      return plain('.py', [candidate('python', ['{0}']), candidate('python3', ['{0}'])]);
    default:
      return template(shell);
  }
}

function bash(windows: boolean): ShellCandidate {
  return candidate('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '{0}'], windows);
}

function posix(windows: boolean): ShellCandidate {
  return candidate('sh', ['-e', '{0}'], windows);
}

/** @param slashes true if the shell interprets a backslash as an escape. */
function candidate(program: string, args: readonly string[], slashes = false): ShellCandidate {
  return {
    program,
    arguments: (file) => {
      const path = slashes ? file.replaceAll('\\', '/') : file;
      return args.map((argument) => argument.replaceAll('{0}', () => path));
    },
  };
}

function plain(extension: string, candidates: readonly ShellCandidate[]): Shell {
  return { candidates, extension, script: (run) => `${run}\n`, verbatim: false };
}

function powershell(programs: readonly string[]): Shell {
  return {
    candidates: programs.map((program) => ({
      program,
      arguments: (file) => ['-NoProfile', '-NonInteractive', '-command', `. '${file.replaceAll("'", "''")}'`],
    })),
    extension: '.ps1',
    // Windows PowerShell reads a file without byte order mark in the machine's old code page. Without the last line
    // the exit code of a failed program would be lost.
    script: (run) =>
      `\uFEFF$ErrorActionPreference = 'stop'\n${run}\nif (Test-Path -LiteralPath variable:\\LASTEXITCODE) { exit $LASTEXITCODE }\n`,
    verbatim: false,
  };
}

function commandPrompt(): Shell {
  return {
    candidates: [{ program: 'cmd', arguments: (file) => ['/D', '/E:ON', '/V:OFF', '/S', '/C', `"CALL "${file}""`] }],
    extension: '.cmd',
    script: (run) => `@echo off\r\n${run.replace(/\r?\n/g, '\r\n')}\r\n`,
    verbatim: true,
  };
}

function template(text: string): Shell | undefined {
  if (!text.includes('{0}')) return undefined;
  const words = [...text.matchAll(/"([^"]*)"|[^\s"]+/g)].map((match) => match[1] ?? match[0]);
  const [program, ...args] = words;
  if (program === undefined || program.includes('{0}')) return undefined;
  return plain(/(?:^|[\\/])(?:bash|sh|dash|zsh|ksh)$/.test(program) ? '.sh' : '', [candidate(program, args)]);
}
