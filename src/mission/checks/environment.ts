import { showText } from '../diagnostics/show-text.ts';
import { type Checking, defaultsIn } from '../entries/checking.ts';
import { listSteps } from '../entries/list-steps.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { Path } from '../yaml/source.ts';

/** Names that every platform accepts. Values are checked by `checkExpressions`. */
export function checkEnvironment(checking: Checking): void {
  const { scopes, entriesWith, services } = checking;
  for (const { root, draft } of scopes) checkVariables([...root, 'env'], draft.env, checking);
  for (const { path, draft } of [
    ...scopes.flatMap(defaultsIn),
    ...entriesWith('env'),
    ...entriesWith('steps', 'finally').flatMap(listSteps),
    ...services,
  ]) {
    checkVariables([...path, 'env'], draft.env, checking);
  }
}

function checkVariables(path: Path, env: MissionDraft['env'], { source, report }: Checking): void {
  if (env === undefined) return;
  for (const name of Object.keys(env)) {
    if (name !== '' && !name.includes('=')) continue;
    const message = `expected the name of an environment variable, found ${showText(name)}`;
    const hint = 'a name is not empty and does not contain `=`';
    report({ at: source.keyPlace([...path, name]), code: 'invalid-variable', message, hint });
  }
}
