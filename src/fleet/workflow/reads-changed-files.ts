import type { Mission } from '../../mission/model/mission.ts';

/**
 * True if something in the mission depends on which files have changed. A text that only looks so, such as `changed(` in a comparison, counts
 * too: then the checkout fetches more than it needs.
 */
export function readsChangedFiles({ tasks, services }: Mission): boolean {
  const texts = [
    ...tasks.flatMap(({ if: condition = '', env, steps, finally: last = [] }) => [
      condition,
      ...Object.values(env),
      ...[...steps, ...last].flatMap((step) => [step.if ?? '', ...Object.values(step.env ?? {})]),
    ]),
    ...services.flatMap(({ env }) => Object.values(env)),
  ];
  return tasks.some(({ paths }) => paths.length > 0) || texts.some((text) => /\bchanged\s*\(/i.test(text));
}
