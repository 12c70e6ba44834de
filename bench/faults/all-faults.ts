import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../graph.ts';
import type { Fault, FaultRun } from './fault.ts';

/** In the order of the table. */
export const allFaults: readonly Fault[] = [
  ...(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGKILL'] as const).map(stoppedBy),
  {
    title: 'A task starts a background process with `setsid` and ends',
    graph: alone('setsid sleep 600 > /dev/null 2>&1 & sleep 0.2'),
    judge: leftText,
  },
  {
    title: 'A task fails while another one runs',
    graph: { atOnce: 4, jobs: [job('a', 'sleep 0.3; exit 3'), job('b', 'sleep 1; touch b-ended')] },
    judge: (run) =>
      `${exitText(run)}; the other one ${existsSync(join(run.folder, 'b-ended')) ? 'ends' : 'is stopped'}`,
  },
  {
    title: 'A test report names a failure, and the command exits with 0',
    graph: alone(
      `echo '<testsuite><testcase name="a"><failure message="no"/></testcase></testsuite>' > result.xml; exit 0`,
    ),
    missionEdit: (text) => text.replace('a: { ', 'a: { results: result.xml, '),
    judge: (run) => (run.exit === 0 ? 'success' : 'failure'),
  },
  {
    title: 'A task prints a secret after `set -x`',
    graph: alone('set -x; printf "%s\\n" "$API_TOKEN"'),
    missionLines: 'secrets: [API_TOKEN]\n',
    environment: { API_TOKEN: "it's a $ecret value" },
    judge: ({ output }) => (/\$ecret value/.test(output) ? 'in the output' : 'redacted'),
  },
  {
    title: 'A task leaves a colour on',
    graph: { atOnce: 1, jobs: [job('a', "printf '\\033[31mred\\n'"), job('b', 'sleep 0.3; echo plain')] },
    judge: ({ output }) => (isColored(output) ? 'colours what follows' : 'ends with the task'),
  },
  {
    title: 'Two tasks print half lines at the same time',
    graph: { atOnce: 4, jobs: [job('a', halves('a')), job('b', halves('b'))] },
    judge: ({ output }) => {
      const mixed = output.split('\n').filter((line) => /aaa/.test(line) && /bbb/.test(line)).length;
      return mixed === 0 ? 'whole lines' : `${mixed} of 100 lines mixed`;
    },
  },
  {
    title: 'A task empties the working folder while another one runs',
    graph: {
      atOnce: 4,
      jobs: [job('a', 'sleep 0.3; find . -mindepth 1 -delete'), job('b', 'sleep 1; echo b-ended')],
    },
    judge: ({ exit, output }) =>
      `${exit === 0 ? 'success' : `exit ${exit}`}${/b-ended/.test(output) ? '' : ', output lost'}`,
  },
];

function stoppedBy(signal: NodeJS.Signals): Fault {
  return {
    title: `${signal} to the tool while a task and its child run`,
    graph: alone('sleep 600 & touch ready; wait'),
    signal,
    judge: leftText,
  };
}

function job(id: string, run: string): Job {
  return { id, needs: [], run };
}

function alone(run: string): Fault['graph'] {
  return { atOnce: 4, jobs: [job('a', run)] };
}

function halves(letter: string): string {
  return `for i in $(seq 50); do printf '${letter.repeat(3)}'; sleep 0.005; printf '${letter.repeat(3)}\\n'; done`;
}

function leftText({ left }: FaultRun): string {
  return left === 0 ? 'nothing is left' : `${left} ${left === 1 ? 'process' : 'processes'} left`;
}

function exitText({ exit }: FaultRun): string {
  return exit === 0 ? 'success' : `exit ${exit}`;
}

/** True if a line other than the task's own, or the prompt after the run, is still red. */
function isColored(output: string): boolean {
  let isRed = false;
  for (const line of output.split('\n')) {
    if (isRed && line !== '' && !line.includes('red')) return true;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences are what is looked for
    for (const [, codes = ''] of line.matchAll(/\u001b\[([0-9;]*)m/g)) isRed = !/^(?:0|39)?$/.test(codes);
  }
  return isRed;
}
