export type Attributes = Readonly<Record<string, string>>;

export interface SuiteFrame {
  readonly kind: 'suite';
  readonly name: string;
  /** Position in the file: several suites may have one name. */
  readonly number: number;
  readonly declared: number;
  readonly failedBefore: number;
  /** Of a suite that is a file. */
  readonly file: string | undefined;
  /** Entries of one name are several tests for the tool that wrote this. */
  readonly namesRepeat: boolean;
}

export interface CaseFrame {
  readonly kind: 'case';
  readonly suite: SuiteFrame;
  readonly attributes: Attributes;
  failure?: string;
  /** Text of the first failure, in which tools name the place. */
  detail?: string;
  /** Its properties `file` and `line`, of tools that write no attributes. */
  readonly properties: { file?: string; line?: string };
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

/** An element that no format describes, around something that counts. */
export interface WrapperFrame {
  readonly kind: 'wrapper';
  readonly around: SuiteFrame | CaseFrame;
}

export type Frame = SuiteFrame | CaseFrame | FindingFrame | WrapperFrame | { readonly kind: 'other' };

export const otherElement: Frame = { kind: 'other' };

/** Notes `<property name="file" value="…"/>` of a case. */
export function noteProperty({ name = '', value }: Attributes, of: Frame | undefined): void {
  if (of?.kind !== 'case' || value === undefined) return;
  if (/^(?:file|filename|filepath)$/i.test(name)) of.properties.file ??= value;
  if (/^line(?:no|number)?$/i.test(name)) of.properties.line ??= value;
}

/** Elements whose content is never a result, in small letters. */
const withoutResults: readonly string[] = [
  'properties',
  'system-out',
  'system-err',
  'skipped',
  // They stand beside the failure of the last attempt.
  'rerunfailure',
  'rerunerror',
];

/**
 * What an element means, by its parent. Properties and output are read and dropped. Elements that are not known are taken for
 * wrappers, because a failure counts wherever it stands.
 *
 * @param name in small letters
 * @param newSuite called for each suite
 */
export function frameOf(
  name: string,
  attributes: Attributes,
  parent: Frame | undefined,
  newSuite: (attributes: Attributes) => SuiteFrame,
): Frame {
  if (parent?.kind === 'wrapper') return frameOf(name, attributes, parent.around, newSuite);
  if (parent === undefined || parent.kind === 'suite') {
    switch (name) {
      case 'testsuites':
      case 'testsuite':
        return newSuite(attributes);
      case 'testcase':
        return parent === undefined
          ? otherElement
          : { kind: 'case', suite: parent, attributes, properties: {}, skipped: false, excused: false };
      case 'failure':
      case 'error':
        // Of the suite itself, such as a set-up that failed.
        return parent === undefined
          ? otherElement
          : { kind: 'finding', flaky: false, of: parent, attributes, text: '' };
      default:
        return wrapperOf(name, parent);
    }
  }
  if (parent.kind !== 'case') return otherElement;
  switch (name) {
    case 'testsuites':
    case 'testsuite':
      return newSuite(attributes);
    case 'testcase':
      return { kind: 'case', suite: parent.suite, attributes, properties: {}, skipped: false, excused: false };
    case 'failure':
    case 'error':
      return { kind: 'finding', flaky: false, of: parent, attributes, text: '' };
    case 'flakyfailure':
    case 'flakyerror':
      return { kind: 'finding', flaky: true, of: parent, attributes, text: '' };
    case 'skipped':
      parent.skipped = true;
      // Node's test runner: it may fail, and the run succeeds nevertheless.
      if (attributes.type === 'todo') parent.excused = true;
      return otherElement;
    default:
      return wrapperOf(name, parent);
  }
}

function wrapperOf(name: string, parent: SuiteFrame | CaseFrame | undefined): Frame {
  return parent === undefined || withoutResults.includes(name) ? otherElement : { kind: 'wrapper', around: parent };
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
    declared: Math.max(countOf(attributes.failures) + countOf(attributes.errors), countOf(attributes.failed)),
    failedBefore,
    file: attributes.file,
    // Jest, vitest and mocha list only the last attempt of a test, and allow several tests of one name. So does PHPUnit.
    namesRepeat: /^(?:(?:jest|vitest) tests|mocha tests)$/i.test(name) || 'assertions' in attributes,
  };
}

function countOf(attribute: string | undefined): number {
  const count = Number(attribute);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}
