type Environment = Readonly<Record<string, string | undefined>>;

/** `NO_COLOR` and `FORCE_COLOR` as no-color.org and Node do; else a terminal that is not a runner's. */
export function wantsColor(isTerminal: boolean, environment: Environment): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, GITHUB_ACTIONS } = environment;
  if (isSet(NO_COLOR)) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return isTerminal && TERM !== 'dumb' && GITHUB_ACTIONS === undefined;
}

/**
 * Whether the live panel is drawn: on a terminal that can, where nobody asks for plain lines. Who sets one of the colour
 * variables, or `CI`, is going to read, record or parse lines.
 */
export function wantsPanel(isTerminal: boolean, environment: Environment): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, CI } = environment;
  const plain = isSet(NO_COLOR) || FORCE_COLOR !== undefined || TERM === 'dumb' || (isSet(CI) && CI !== 'false');
  return isTerminal && !plain;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
