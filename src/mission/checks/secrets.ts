import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn, type Item, itemsAt, type Scope } from '../entries/checking.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { Path } from '../yaml/source.ts';

/** Secrets are names of environment variables, and their values must not be in the file. */
export function checkSecrets(checking: Checking): void {
  const { source, services } = checking;
  const entries = checking.entriesWith('secrets', 'env');
  for (const scope of checking.scopes) {
    const shared = environmentsOf(scope);
    const common = namesAt([...scope.root, 'secrets'], scope.draft.secrets, checking);
    for (const { path, env } of shared) warnOfValues(common, path, env, checking);
    for (const { path, draft: own } of [...entries, ...services].filter((entry) => entry.scope === scope)) {
      const items = namesAt([...path, 'secrets'], own.secrets, checking);
      for (const each of shared) warnOfValues(items, each.path, each.env, checking);
      warnOfValues(own.env === undefined ? [] : [...common, ...items], [...path, 'env'], own.env, checking);
    }
  }

  function namesAt(path: Path, value: MissionDraft['secrets'], { report }: Checking): readonly Item[] {
    return itemsAt(source, path, value).filter((item) => {
      if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(item.text)) return true;
      const message = `\`secrets\`: expected the name of an environment variable, found ${showText(item.text)}`;
      const hint = item.text.includes('${{')
        ? 'pass the secret as an environment variable, and write the name of the variable'
        : 'write the name alone, such as `API_KEY`: letters, digits and `_`';
      report({ at: source.place(item.path), code: 'invalid-variable', message, hint });
      return false;
    });
  }
}

/** The environments that the entries of a file share. */
function environmentsOf(scope: Scope): readonly { readonly path: Path; readonly env: MissionDraft['env'] }[] {
  const { root, draft } = scope;
  return [
    { path: [...root, 'env'], env: draft.env },
    ...defaultsIn(scope).map(({ path, draft: own }) => ({ path: [...path, 'env'], env: own.env })),
  ];
}

function warnOfValues(items: readonly Item[], path: Path, env: MissionDraft['env'], checking: Checking): void {
  if (env === undefined) return;
  for (const { text, path: itemPath } of items) {
    const value = Object.hasOwn(env, text) ? env[text] : undefined;
    if (value === undefined || value === '') continue;
    if (typeof value === 'string' && value.includes('${{')) {
      if (/\btasks\b/.test(value)) warnOfOutput(text, [...path, text], checking);
      continue;
    }
    const { line, column, file } = checking.source.place(itemPath);
    checking.report({
      at: checking.source.place([...path, text]),
      severity: 'warning',
      code: 'secret-in-file',
      message: `the value of the secret ${showText(text)} is written in the file, where everyone can read it`,
      hint: 'remove it here, and set the environment variable where the mission is started',
      related: [{ line, column, file, message: `${showText(text)} is declared secret here` }],
    });
  }
}

/** The task that wrote the output does not know that it is secret, so it is in the journal, the reports and a log. */
function warnOfOutput(name: string, path: Path, { source, report }: Checking): void {
  report({
    at: source.place(path),
    severity: 'warning',
    code: 'secret-from-output',
    message: `the secret ${showText(name)} comes from another task, which does not keep its outputs secret`,
    hint: 'let both tasks read it from where it is stored, or pass it on in a file',
  });
}
