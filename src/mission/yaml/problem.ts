import { makeVisible } from '../diagnostics/show-text.ts';

/** Explains the findings of the YAML library with a hint. Its own sentence is kept where it is the best explanation. */
export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const INDENT_HINT = 'indent with spaces, two per level, and start all keys of one mapping in the same column';

/** What the library's lexer calls them. */
const TOKENS: Readonly<Record<string, string>> = {
  'flow-map-end': '`}`',
  'flow-seq-end': '`]`',
  comma: '`,`',
  'map-value-ind': '`:`',
  'seq-item-ind': '`-`',
};

/** `code` and `message` as the library gives them. */
export function explainYamlProblem(code: string, message: string): YamlProblem {
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        code: 'yaml-tab',
        message: 'expected spaces as indentation, found a tab',
        hint: 'replace each tab by two spaces; YAML does not accept tabs there',
      };
    case 'BAD_INDENT':
      if (message.startsWith('Flow')) {
        return {
          code: 'yaml-syntax',
          message: 'expected the end of a list or mapping in brackets',
          hint: 'close the `{` or `[` that is open here, and indent its lines deeper than its key',
        };
      }
      return { code: 'yaml-indentation', message: `wrong indentation: ${sentence(message)}`, hint: INDENT_HINT };
    case 'UNEXPECTED_TOKEN': {
      const token = TOKENS[/^Unexpected (\S+) token/.exec(message)?.[1] ?? ''];
      if (token === undefined) break;
      return {
        code: 'yaml-syntax',
        message: `not valid YAML: ${token} does not fit what is before it`,
        hint: 'inside of `{ }` and `[ ]`, put text with brackets, braces or commas in quotes',
      };
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        code: 'yaml-syntax',
        message: `expected one \`key: value\`: ${sentence(message)}`,
        hint: 'put text that contains `: ` in quotes, and check the indentation of the lines below',
      };
    case 'MISSING_CHAR':
      return {
        code: 'yaml-syntax',
        message: `incomplete YAML: ${sentence(message)}`,
        hint: 'a key is followed by `:` and a space; quotes and brackets must be closed',
      };
    case 'BAD_SCALAR_START':
      return {
        code: 'yaml-syntax',
        message: `this character cannot start a text: ${sentence(message)}`,
        hint: 'put the text in quotes',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        code: 'yaml-escape',
        message: `unknown escape in a text in double quotes: ${sentence(message)}`,
        hint: 'write `\\\\` for a backslash, or use single quotes',
      };
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
    case 'BAD_COLLECTION_TYPE':
      return {
        code: 'yaml-tag',
        message: `expected a plain value, found a YAML tag: ${sentence(message)}`,
        hint: 'remove the tag (`!…`); put text that starts with `!` in quotes',
      };
    case 'NON_STRING_KEY':
      return {
        code: 'yaml-key',
        message: 'expected a text as key, found something else',
        hint: 'keys are plain text such as `name`',
      };
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return {
        code: 'yaml-alias',
        message: `wrong anchor or alias: ${sentence(message)}`,
        hint: 'put text that starts with `*` or `&` in quotes',
      };
  }
  return { code: 'yaml-syntax', message: `not valid YAML: ${sentence(message)}`, hint: INDENT_HINT };
}

/** One line that can follow a colon, bounded: the library quotes the source. */
function sentence(message: string): string {
  const text = makeVisible(message.split('\n', 1)[0] ?? '').slice(0, 160);
  return text.charAt(0).toLowerCase() + text.slice(1);
}
