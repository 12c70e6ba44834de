import { cleanText } from '../../base/clean-text.ts';

/** Longer lines slow the runner down. */
export const maximumLineLength = 6_000;

const zeroWidthSpace = '\u200B';

/** Text of others as lines that the runner only prints: no line is, or holds, a workflow command. */
export function escapeWorkflowCommands(text: string): readonly string[] {
  return cleanText(text).split('\n').map(escapeLine);
}

function escapeLine(line: string): string {
  const cut = line.length > maximumLineLength ? line.slice(0, maximumLineLength) : line;
  // The runner reads `##[command]` anywhere in a line, `::command::` only behind blanks.
  const inert = cut.replaceAll('##[', `##${zeroWidthSpace}[`).replace(/^(\s*)::/, `$1${zeroWidthSpace}::`);
  return line.length > cut.length ? `${inert} … (${line.length - cut.length} more characters)` : inert;
}

/**
 * The lines between a pair of stop-commands: a second lock on the door, for commands that a later runner may know.
 * `makeToken` is asked again until the text does not hold what it gave: who knows the token could end the silence.
 */
export function mutedBlock(lines: readonly string[], makeToken: () => string): string {
  const body = lines.map((line) => `${line}\n`).join('');
  let token = makeToken();
  while (body.includes(token)) token = makeToken();
  return `::stop-commands::${token}\n${body}::${token}::\n`;
}
