import { sanitizeText } from '../../base/sanitize.ts';

/** Longer lines slow the runner down. */
export const maximumLineLength = 6_000;

const zeroWidthSpace = '\u200B';

/** Untrusted text as lines that the runner only prints: no line is or contains a workflow command. */
export function escapeWorkflowCommands(text: string): readonly string[] {
  return sanitizeText(text).split('\n').map(escapeLine);
}

function escapeLine(line: string): string {
  const cut = line.length > maximumLineLength ? line.slice(0, maximumLineLength) : line;
  // The runner reads `##[command]` anywhere in a line, `::command::` only behind blanks.
  const escaped = cut.replaceAll('##[', `##${zeroWidthSpace}[`).replace(/^(\s*)::/, `$1${zeroWidthSpace}::`);
  return line.length > cut.length ? `${escaped} … (${line.length - cut.length} more characters)` : escaped;
}

/**
 * Puts the lines between a pair of `stop-commands`. This second protection also covers commands of later runners.
 * `makeToken` is called until the text does not contain the token, because a line with the token could end the protection.
 */
export function wrapInStopCommands(lines: readonly string[], makeToken: () => string): string {
  const body = lines.map((line) => `${line}\n`).join('');
  let token = makeToken();
  while (body.includes(token)) token = makeToken();
  return `::stop-commands::${token}\n${body}::${token}::\n`;
}
