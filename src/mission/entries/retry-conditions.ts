import type { RetryCause } from '../model/mission.ts';
import type { Draft, TaskDraft } from '../schema/mission.ts';
import type { Path } from '../yaml/source.ts';

type RetryDraft = Exclude<TaskDraft['retry'], undefined | number>;

/** What is written under `retry.on`. */
export type OnDraft = RetryDraft['on'];

type Condition = Exclude<OnDraft, undefined | string | readonly unknown[]>;

/** An item of `retry.on`: a cause, or a mapping with `exit-code` or `log`. */
export interface RetryCondition {
  readonly item: RetryCause | Draft<Condition>;
  readonly path: Path;
}

/** The items of `retry.on`, also of one that is not a list, without those that could not be read. */
export function retryConditions(path: Path, on: OnDraft): readonly RetryCondition[] {
  if (on === undefined) return [];
  if (!isList(on)) return [{ item: on, path }];
  return on.flatMap((item, index) => (item === undefined ? [] : [{ item, path: [...path, index] }]));
}

function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}
