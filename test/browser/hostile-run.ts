import type { Task } from '../../src/mission/model/mission.ts';
import type { Event, LeftBehind } from '../../src/schedule/events/event.ts';
import { buildMission, service, task, test } from '../build-mission.ts';
import { playMission } from './play-mission.ts';

/** A text that sets a mark if it runs as a script, in any of several ways. `place` names the text. */
export function trap(place: string): string {
  return [
    `${place} "'\``,
    `</script><script>window.hacked = '${place}'</script>`,
    `</style></title></textarea></template></svg><img src=x onerror="window.hacked='${place}'">`,
    `<svg onload=window.hacked='${place}'><iframe srcdoc="<script>parent.hacked=1</script>"></iframe>`,
    `" autofocus onfocus=window.hacked='${place}' x="`,
    `<!--<script> ]]> \${window.hacked} {{constructor}} &lt;b&gt; &#60;`,
    `[a](javascript:window.hacked='${place}') javascript:window.hacked=1//`,
    '\u202egnp.exe\u202c \u2066\u2028\u2029\u0000\u0007\u001b[31mred\u001b[0m\u001b]8;;http://example.com\u0007link\u001b]8;;\u0007',
    '\ud800 👩‍👩‍👧‍👦 Ａ́́́́́́ 字'.repeat(2),
  ].join(' ');
}

const long = `long ${'W'.repeat(5000)}`;

const report = [
  '# A heading <script>window.hacked = "report"</script>',
  '<img src=x onerror="window.hacked=\'report\'"> [click](javascript:window.hacked=1) ![picture](http://example.com/x.png)',
  '<meta http-equiv="refresh" content="0;url=http://example.com"> <base href="http://example.com/"> <link rel="stylesheet" href="http://example.com/x.css">',
  '```html\n</pre></code><script>window.hacked = "fence"</script>\n```',
  trap('report'),
].join('\n\n');

const left: LeftBehind = {
  logTail: `${trap('log')}\n${long}\n${'tail\n'.repeat(20)}`,
  logBytes: 1e9,
  outputs: { [trap('output name')]: trap('output'), ['__proto__']: 'x', constructor: 'y' },
  outputsRejected: trap('outputs rejected'),
  report,
  results: {
    tests: 2,
    failed: 1,
    skipped: 0,
    failures: [{ name: trap('case'), message: `${trap('message')}\n${long}` }],
  },
  resultsProblem: trap('results problem'),
};

const written: Partial<Task> = {
  name: trap('name'),
  description: trap('description'),
  scope: [trap('scope'), long],
  deliverable: `javascript:window.hacked='deliverable'//../<x>|\`.md`,
  results: trap('results'),
  locks: [trap('lock')],
  paths: [trap('path')],
  secrets: [trap('secret')],
  env: { [trap('variable')]: trap('value') },
  matrix: { [trap('dimension')]: trap('matrix') },
  steps: [
    { name: trap('step'), run: trap('command') },
    { name: long, run: long },
  ],
};

/** Every untrusted text tries to escape from its place. */
export function hostileRun(): Event[] {
  const [one, proto] = [`L2.1 (${trap('id')})`, '__proto__'];
  const mission = {
    ...buildMission({
      name: trap('mission'),
      services: ['api', 'down'].map((id) => service(id, { name: trap('service'), run: trap('service command') })),
      tasks: [
        task(one, { ...written, services: ['api'], retry: { attempts: 2, delay: 500, backoff: 1, on: ['failure'] } }),
        task(proto, { name: long, locks: [trap('lock')] }),
        task('constructor', { name: '\u202eevil', continueOnError: true }),
        task('L2.2', { name: '', services: ['down'] }),
        test('L3.1', { ...written, needs: [one], supports: one }),
        test('L3.2', { ...written, needs: [one] }),
      ],
    }),
    goal: trap('goal'),
    description: trap('mission description'),
    scope: [trap('mission scope')],
  };
  const journal = playMission(mission, {
    behave: () => ({ lasts: 1200, exitCode: 1, left }),
    cpu: () => 80,
    memory: () => 40,
    service: (id) => (id === 'api' ? 300 : trap('service message')),
  });
  return journal.map((event) => spoil(event));
}

/** Texts of the schedule and the machine are hostile too, since they quote untrusted text. */
function spoil(event: Event): Event {
  switch (event.type) {
    case 'mission-started': {
      const machine = {
        ...event.machine,
        platform: '<p>',
        hostname: trap('host'),
        processor: trap('processor'),
        notes: [trap('note')],
      };
      return { ...event, file: trap('file'), root: trap('root'), machine };
    }
    case 'ended':
    case 'retrying':
      return { ...event, reason: trap('reason') };
    case 'deferred':
      return { ...event, detail: trap('detail') };
    case 'service-exited':
      return { ...event, logTail: `${trap('service log')}\n${long}` };
    default:
      return event;
  }
}
