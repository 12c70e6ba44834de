import { type Checking, itemsAt, textAt } from '../entries/checking.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { Path } from '../yaml/source.ts';
import type { InputDeclaration } from './input.ts';
import { readInputValue } from './read-value.ts';

export type InputDraft = NonNullable<NonNullable<MissionDraft['inputs']>[string]>;

/** One declaration with its place in the file. */
export interface DeclaredInput extends InputDeclaration {
  readonly path: Path;
  readonly draft: InputDraft;
  /** The default as it is written. */
  readonly defaultText?: string;
}

/** The inputs of the main file, in its order. */
export function declaredInputs({ draft, source }: Pick<Checking, 'draft' | 'source'>): readonly DeclaredInput[] {
  return source.keys(['inputs']).map((name): DeclaredInput => {
    const path = ['inputs', name];
    const own = draft.inputs?.[name] ?? {};
    const type = own.type ?? 'string';
    const options = itemsAt(source, [...path, 'options'], own.options).map(({ text }) => text);
    const defaultText = own.default === undefined ? undefined : textAt(source, [...path, 'default'], own.default);
    const value = defaultText === undefined ? undefined : readInputValue({ type, options }, defaultText);
    return {
      name,
      path,
      draft: own,
      type,
      options,
      required: own.required ?? false,
      ...(own.description === undefined
        ? {}
        : { description: textAt(source, [...path, 'description'], own.description) }),
      ...(defaultText === undefined ? {} : { defaultText }),
      ...(value !== undefined && 'value' in value ? { default: value.value } : {}),
    };
  });
}
