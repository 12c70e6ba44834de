import type { Checking } from './checking.ts';
import type { MissionDraft } from './mission-schema.ts';
import { showText } from './show-text.ts';
import type { Path } from './yaml-source.ts';

/** Names that every platform can hold, and values that are plain text. */
export function checkEnvironment(checking: Checking): void {
  checkVariables(['env'], checking.draft.env, checking);
  for (const { path, draft } of checking.entries) checkVariables([...path, 'env'], draft.env, checking);
}

function checkVariables(path: Path, env: MissionDraft['env'], { source, report }: Checking): void {
  if (env === undefined) return;
  for (const [name, value] of Object.entries(env)) {
    if (name === '' || name.includes('=')) {
      const message = `expected the name of an environment variable, found ${showText(name)}`;
      const hint = 'a name is not empty and holds no `=`';
      report({ at: source.keyPlace([...path, name]), code: 'invalid-variable', message, hint });
    }
    if (typeof value !== 'string' || !value.includes('${{')) continue;
    report({
      at: source.place([...path, name]),
      code: 'expression',
      message: `the value of ${showText(name)} contains \`\${{\`: this version does not evaluate expressions`,
      hint: 'write the value itself, or work it out in the command',
    });
  }
}
