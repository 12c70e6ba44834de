/** A workflow command in the output of a step, as the runner parses it. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Parses a log as the runner does: commands at the start of lines, except between `stop-commands` and its token. */
export function readCommands(log: string): readonly Command[] {
  const commands: Command[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r\n|[\n\r\u2028]/)) {
    const match = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
    const legacy = /##\[([\w-]+)[^\]]*\](.*)$/.exec(line);
    const name = match?.[1] ?? legacy?.[1];
    if (name === undefined) continue;
    if (token !== undefined) {
      if (name === token) token = undefined;
      continue;
    }
    const message = unescapeData(match?.[3] ?? legacy?.[2] ?? '');
    if (name === 'stop-commands') token = message;
    else commands.push({ name, properties: readProperties(match?.[2] ?? ''), message });
  }
  return commands;
}

/** Entries of GITHUB_OUTPUT or GITHUB_STATE, as the toolkit writes them. Throws on anything else, as the runner does. */
export function readFileCommands(text: string): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    at += 1;
    if (line === '') continue;
    const match = /^([^=<]+)<<(.+)$/.exec(line);
    const end = match === null ? -1 : lines.indexOf(match[2] ?? '', at);
    if (match?.[1] === undefined || end < 0) throw new Error(`malformed file command: ${line}`);
    entries[match[1]] = lines.slice(at, end).join('\n');
    at = end + 1;
  }
  return entries;
}

function readProperties(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => [
      pair.slice(0, pair.indexOf('=')).trim(),
      unescapeData(
        pair
          .slice(pair.indexOf('=') + 1)
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ','),
      ),
    ]),
  );
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
