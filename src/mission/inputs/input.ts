import type { InputValue } from '../model/mission.ts';
import type { InputType } from '../schema/inputs.ts';

/** An input as the mission file declares it. */
export interface InputDeclaration {
  readonly name: string;
  readonly type: InputType;
  readonly description?: string;
  readonly required: boolean;
  /** Absent: none, or one that is not a value of the type. */
  readonly default?: InputValue;
  /** Of a choice; otherwise empty. */
  readonly options: readonly string[];
}
