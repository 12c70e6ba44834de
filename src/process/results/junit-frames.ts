export type Attributes = Readonly<Record<string, string>>;

export interface SuiteFrame {
  readonly kind: 'suite';
  readonly name: string;
  /** Position in the file: several suites may have one name. */
  readonly number: number;
  readonly declared: number;
  readonly failedBefore: number;
  /** Entries of one name are several tests for the tool that wrote this. */
  readonly namesRepeat: boolean;
}

export interface CaseFrame {
  readonly kind: 'case';
  readonly suite: SuiteFrame;
  readonly attributes: Attributes;
  failure?: string;
  flaky?: string;
  skipped: boolean;
  excused: boolean;
}

/** `<failure>`, `<error>`, `<flakyFailure>` or `<flakyError>`. */
export interface FindingFrame {
  readonly kind: 'finding';
  readonly flaky: boolean;
  readonly of: SuiteFrame | CaseFrame;
  readonly attributes: Attributes;
  text: string;
}

export type Frame = SuiteFrame | CaseFrame | FindingFrame | { readonly kind: 'other' };

export const otherElement: Frame = { kind: 'other' };

/**
 * What an element means, by its parent. Elements without a meaning here, such as properties and output, are read and dropped.
 *
 * @param newSuite called for each suite
 */
export function frameOf(
  name: string,
  attributes: Attributes,
  parent: Frame | undefined,
  newSuite: (attributes: Attributes) => SuiteFrame,
): Frame {
  if (parent === undefined || parent.kind === 'suite') {
    switch (name) {
      case 'testsuites':
      case 'testsuite':
        return newSuite(attributes);
      case 'testcase':
        return parent === undefined
          ? otherElement
          : { kind: 'case', suite: parent, attributes, skipped: false, excused: false };
      case 'failure':
      case 'error':
        // Of the suite itself, such as a set-up that failed.
        return parent === undefined
          ? otherElement
          : { kind: 'finding', flaky: false, of: parent, attributes, text: '' };
      default:
        return otherElement;
    }
  }
  if (parent.kind !== 'case') return otherElement;
  switch (name) {
    case 'failure':
    case 'error':
      return { kind: 'finding', flaky: false, of: parent, attributes, text: '' };
    case 'flakyFailure':
    case 'flakyError':
      return { kind: 'finding', flaky: true, of: parent, attributes, text: '' };
    case 'skipped':
      parent.skipped = true;
      // Node's test runner: it may fail, and the run succeeds nevertheless.
      if (attributes.type === 'todo') parent.excused = true;
      return otherElement;
    default:
      // `rerunFailure` and `rerunError` stand beside the failure of the last attempt.
      return otherElement;
  }
}

/**
 * @param number position in the file, because several suites may have one name
 * @param failedBefore failures that were counted before it
 */
export function suiteOf(attributes: Attributes, number: number, failedBefore: number): SuiteFrame {
  const name = attributes.name?.trim() ?? '';
  return {
    kind: 'suite',
    name,
    number,
    declared: countOf(attributes.failures) + countOf(attributes.errors),
    failedBefore,
    // Jest, vitest and mocha list only the last attempt of a test, and allow several tests of one name. So does PHPUnit.
    namesRepeat: /^(?:(?:jest|vitest) tests|mocha tests)$/i.test(name) || 'assertions' in attributes,
  };
}

function countOf(attribute: string | undefined): number {
  const count = Number(attribute);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}
