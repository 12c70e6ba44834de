import type { Variables } from '../../base/variables.ts';

/**
 * Variables by which tools document how many CPUs, jobs or threads they use. Only those that replace a default of one for
 * each CPU: `CTEST_PARALLEL_LEVEL` would run tests in parallel that run one by one without it, and `NEXTEST_TEST_THREADS`
 * would override `test-threads` in the configuration of a project. `MAKEFLAGS` has more in it than a number.
 * docs/mission-file.md lists them.
 */
const NAMES = [
  // pkg.go.dev/runtime: threads that execute Go code; also the default of `go build -p` and `go test -p`
  'GOMAXPROCS',
  // doc.rust-lang.org/cargo/reference/config.html: build.jobs
  'CARGO_BUILD_JOBS',
  // docs.rs/rayon, ThreadPoolBuilder::num_threads: threads of the global pool
  'RAYON_NUM_THREADS',
  // cmake.org/cmake/help/latest/envvar/CMAKE_BUILD_PARALLEL_LEVEL.html: jobs of `cmake --build`
  'CMAKE_BUILD_PARALLEL_LEVEL',
  // openmp.org, section "Environment Variables": threads of a parallel region; also read by OpenBLAS, MKL and the nproc of GNU
  'OMP_NUM_THREADS',
  // docs.python.org/3/using/cmdline.html: what os.cpu_count() returns, from Python 3.13
  'PYTHON_CPU_COUNT',
  // pytest-xdist.readthedocs.io/en/stable/distribution.html: what `-n auto` and `-n logical` mean
  'PYTEST_XDIST_AUTO_NUM_WORKERS',
  // vitest.dev/guide/migration.html: overrides `maxWorkers`
  'VITEST_MAX_WORKERS',
] as const;

/** What a step with a budget of so many CPUs gets, unless the caller or the mission sets the same variable. */
export function cpuVariables(cpus: number): Variables {
  return Object.fromEntries(NAMES.map((name) => [name, String(cpus)]));
}
