import { settlePoint } from './settle-point.ts';
import { addCounts, addFailure, type Counts, checkPlan, type Level, openLevel } from './tap-level.ts';

/** The levels of a document that are open: the document itself, and subtests inside of each other. */
export interface TapLevels {
  /** The document itself. */
  readonly root: Level;
  innermost(): Level;
  /** Depth of the innermost level: 0 for the document. */
  depth(): number;
  /** Opens and closes subtests until the innermost one has this depth. */
  moveTo(depth: number): Level;
  /** Closes the subtest in braces whose closing brace has this depth, and all subtests in it. */
  closeBrace(depth: number): void;
  /** Notes what is wrong with the protocol: a failure if no test failed. The first fault counts. */
  suspect(fault: string): void;
  /** Closes all levels. @param bailOut reason of the bail-out that ended the document, if one did */
  end(bailOut: string | undefined, place: 'first' | 'later'): Counts;
}

export function createTapLevels(): TapLevels {
  const root = openLevel(false);
  const levels: Level[] = [root];
  let suspicion: string | undefined;

  const innermost = (): Level => levels.at(-1) ?? root;

  function suspect(fault: string): void {
    suspicion ??= fault;
  }

  function close(byBrace: boolean): void {
    const level = levels.pop();
    const parent = levels.at(-1);
    if (level === undefined || parent === undefined) return;
    endLevel(level, false);
    if (level.buffered && !byBrace) suspect('a subtest in braces does not end');
    if (level.buffered && parent.point !== undefined) {
      parent.point.child = level;
      parent.point.opens = false;
    } else {
      if (parent.ended !== undefined) addCounts(parent, parent.ended, '');
      parent.ended = level;
    }
  }

  function endLevel(level: Level, isRoot: boolean): void {
    settlePoint(level);
    if (level.ended !== undefined) {
      addCounts(level, level.ended, '');
      delete level.ended;
    }
    checkPlan(level, isRoot);
    if (level.fault !== undefined) suspect(level.fault);
  }

  return {
    root,
    innermost,
    depth: () => levels.length - 1,
    moveTo: (depth) => {
      while (levels.length - 1 > depth) close(false);
      while (levels.length - 1 < depth) {
        const level = innermost();
        const buffered = level.point?.opens === true;
        if (!buffered) settlePoint(level);
        levels.push(openLevel(buffered));
      }
      return innermost();
    },
    closeBrace: (depth) => {
      while (levels.length - 2 > depth) close(false);
      if (levels.length - 2 === depth && innermost().buffered) close(true);
    },
    suspect,
    end: (bailOut, place) => {
      const isInside = levels.length > 1 && bailOut === undefined;
      while (levels.length > 1) close(bailOut !== undefined);
      if (isInside) suspect('the file ends inside of a subtest');
      if (bailOut === undefined) {
        endLevel(root, true);
        // A program that died at its start, behind the results of another one.
        if (place === 'later' && root.plan === undefined && root.points === 0)
          suspect('a later document has neither a plan nor a test');
      } else {
        settlePoint(root);
        if (root.ended !== undefined) addCounts(root, root.ended, '');
        addFailure(root, 'Bail out!', bailOut);
      }
      if (suspicion !== undefined && root.failed === 0) addFailure(root, 'protocol', suspicion);
      return root;
    },
  };
}
