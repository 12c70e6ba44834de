import type { Mission } from '../../src/mission/model/mission.ts';
import { buildMission, MINUTE, task, test } from '../build-mission.ts';

/** The plan that Mission Runner was designed for, with its original figures. */
export function controlCenter(): Mission {
  return buildMission({
    name: 'Control Center Comprehensive Fix',
    admission: { recheck: 5 * MINUTE },
    tasks: [
      task('L2.2.1', { load: 25, expect: 230 * MINUTE }),
      task('L2.2.2', { load: 25, expect: 200 * MINUTE }),
      task('L2.2.3', { load: 25, expect: 140 * MINUTE }),
      task('L2.2.4', { load: 25, expect: 110 * MINUTE }),
      test('L3.2.4.1', { needs: ['L2.2.4'], supports: 'L2.2.1', load: 5, expect: 30 * MINUTE }),
      test('L3.2.3.1', { needs: ['L2.2.3'], supports: 'L2.2.2', load: 7, expect: 45 * MINUTE }),
      test('L3.2.2.1', {
        needs: ['L2.2.2'],
        supports: 'L2.2.1',
        deploy: 'if-running',
        load: 5,
        expect: 30 * MINUTE,
      }),
      test('L3.ALL.1', { needs: 'tasks', expect: 60 * MINUTE }),
    ],
  });
}
