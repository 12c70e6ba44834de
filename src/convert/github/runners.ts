import { childOf, itemsOf, type Located, scalarsOf, textOf } from '../located.ts';

const OTHER_SYSTEM = /windows|macos|mac-|\bmac\b|osx/i;

/** Whether a label of `runs-on` is that of another system than Linux. */
export function isOtherSystem(label: string): boolean {
  return OTHER_SYSTEM.test(label);
}

/** What `runs-on` of a job says; its labels in one text. */
export function runsOnOf(job: Located): { readonly node: Located; readonly text: string } | undefined {
  const node = childOf(job, 'runs-on');
  if (node === undefined) return undefined;
  const text = itemsOf(node)
    .flatMap((item) => textOf(item) ?? scalarsOf(item).map(([, each]) => each))
    .join(', ');
  return { node, text };
}

/** Whether `runs-on` can only mean another system. An expression that may choose Linux counts as Linux. */
export function isOnOtherSystem(text: string): boolean {
  return isOtherSystem(text) && !/ubuntu|linux/i.test(text);
}
