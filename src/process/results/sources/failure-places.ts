import { hintedPlace, isLibrary, type Place, placeInFrame, placeOf } from './place.ts';

/** What a test case of JUnit XML says about its place. */
export interface CaseSource {
  /** Attributes or properties of the case (PHPUnit, mocha, node --test, RSpec, older pytest). */
  readonly file: string | undefined;
  readonly line: string | undefined;
  /** Attribute of its suite. */
  readonly suiteFile: string | undefined;
  readonly suite: string;
  /** Its class: for vitest and Playwright the file, for Go the package, for Java the class. */
  readonly group: string;
  /** Text of its failure. */
  readonly detail: string;
}

/** Lines of a failure that are searched, and places that are kept. */
const mostLines = 500;
const mostPlaces = 16;

/** A place that may be the one of a failure. */
interface Candidate extends Place {
  /** False if it counts only once it was found in the workspace: any text may contain a path. */
  readonly isSure: boolean;
}

/** What a failed case says about where it failed. */
export interface FailurePlaces {
  /** Shown if none of them is in the workspace. */
  readonly place?: Place;
  /** The best first. */
  readonly places: readonly Place[];
}

/**
 * The places that a failed case names, the best first: the one of its attributes, then those that its text names, from the innermost
 * frame outwards.
 */
export function failurePlaces(source: CaseSource): FailurePlaces {
  const places = candidates(source).slice(0, mostPlaces);
  const sure = places.find(({ isSure }) => isSure);
  const bare = places.map(withoutMark);
  return sure === undefined ? { places: bare } : { place: withoutMark(sure), places: bare };
}

function withoutMark({ isSure: _isSure, ...place }: Candidate): Place {
  return place;
}

function candidates({ file, line, suiteFile, suite, group, detail }: CaseSource): readonly Candidate[] {
  const place =
    placeOf(file, suite === 'pytest' ? nextOf(line) : line) ??
    placeOf(suiteFile, undefined) ??
    (group === suite && sourceFile.test(suite) ? placeOf(suite, undefined) : undefined);
  const found = placesIn(detail, group);
  if (place === undefined) return found;
  const named = { ...place, isSure: true };
  if (place.line !== undefined) return [named, ...found];
  // The tool names the file of the test. A frame in that file has the line of the assertion.
  const same = found.filter((each) => isSameFile(each.file, place.file));
  return [...same.map((each) => ({ ...each, isSure: true })), ...found.filter((each) => !same.includes(each)), named];
}

const sourceFile = /\.[cm]?[jt]sx?$/;

/** pytest counts from 0 here, and nowhere else. */
function nextOf(line: string | undefined): string | undefined {
  return line === undefined || !/^\d{1,7}$/.test(line) ? undefined : String(Number(line) + 1);
}

function isSameFile(found: string, named: string): boolean {
  const [one, other] = [found.replaceAll('\\', '/'), named.replaceAll('\\', '/').replace(/^\.\//, '')];
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

/** All places in a text, from the one that most probably failed. */
function placesIn(detail: string, group: string): readonly Candidate[] {
  const reversed: Candidate[] = [];
  const frames: Candidate[] = [];
  const titles: Candidate[] = [];
  for (const line of detail.split('\n', mostLines)) {
    const python = placeInPython(line);
    const go = python === undefined ? goLogLine.exec(line) : null;
    const place =
      python ?? (go === null ? undefined : placeOf(go[1], go[2])) ?? placeInFrame(line) ?? hintedPlace(line);
    const found = place ?? placeInText(line);
    if (found === undefined || isLibrary(found.file)) continue;
    const candidate = { ...found, isSure: place !== undefined && !lastPart.test(place.file) };
    // pytest and Go write the line that failed last; all other tools begin with the innermost frame.
    if (python !== undefined || go !== null) reversed.unshift(...inPackage(candidate, group));
    else if (title.test(line)) titles.push(candidate);
    else if (isOfClass(line, group)) frames.unshift(candidate);
    else frames.push(candidate);
  }
  return [...reversed, ...frames, ...titles];
}

/** Java names only the last part of a path. */
const lastPart = /^[^\\/]+\.(?:java|kt|scala|groovy)$/;

/** The last line of a pytest failure, `test_a.py:4: AssertionError`, and the frames of a traceback. */
function placeInPython(line: string): Place | undefined {
  const found = /^([^\s:]+\.py):(\d{1,7}): /.exec(`${line} `) ?? /^\s*File "([^"]+)", line (\d{1,7})/.exec(line);
  return found === null ? undefined : placeOf(found[1], found[2]);
}

/** `    cart_test.go:12: expected 3`: what a test of Go logs, with the name of the file only. */
const goLogLine = /^ {4,}([\w.-]+\.go):(\d{1,7}):/;

/** `  cart.spec.ts:9:1 › shows the total ───`: where Playwright's test begins, relative to its own folder of tests. */
const title = /^\s*(?:\[[^\]]*\] › )?\S+:\d+:\d+ › /;

/** `PATH.EXTENSION:LINE` anywhere in a line. What is no file of the workspace is never shown. */
function placeInText(line: string): Place | undefined {
  const found = /(?:^|[\s('"`])((?:file:\/\/)?(?:[A-Za-z]:)?[^\s()'"`:;,<>|]+\.[A-Za-z]\w{0,7}):(\d{1,7})(?!\w)/.exec(
    line,
  );
  return found === null ? undefined : placeOf(found[1], found[2]);
}

/** Go names a package and a file: its folder is the end of the package's path, which begins with the name of the module. */
function inPackage(place: Candidate, group: string): readonly Candidate[] {
  if (!place.file.endsWith('.go') || !group.includes('/')) return [place];
  const parts = group.split('/').slice(-8);
  const within = parts.map((_, index) => [...parts.slice(index), place.file].join('/'));
  return [...within.map((file) => ({ ...place, file, isSure: false })), place];
}

/** `at com.shop.OrderTest.totals(OrderTest.java:17)`: a frame of the class that the test is in. */
function isOfClass(line: string, group: string): boolean {
  return /^[\w$]+(?:\.[\w$]+)+$/.test(group) && line.includes(` ${group}.`);
}
