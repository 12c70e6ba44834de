type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether output is coloured: as `NO_COLOR` and `FORCE_COLOR` say (no-color.org, Node.js); without them, on a terminal
 * outside of GitHub Actions.
 */
export function wantsColor(isTerminal: boolean, environment: Environment): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, GITHUB_ACTIONS } = environment;
  if (isSet(NO_COLOR)) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return isTerminal && TERM !== 'dumb' && GITHUB_ACTIONS === undefined;
}

/**
 * Whether the live panel is drawn: on a terminal that can move its cursor, unless plain lines are asked for. If one of the
 * colour variables or `CI` is set, the output is likely to be recorded or parsed.
 */
export function wantsPanel(isTerminal: boolean, environment: Environment): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, CI } = environment;
  const plain = isSet(NO_COLOR) || FORCE_COLOR !== undefined || TERM === 'dumb' || (isSet(CI) && CI !== 'false');
  return isTerminal && !plain;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
