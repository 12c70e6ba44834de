/** Name of the schema that `mission init` writes beside the mission, so that editors need no network and use this version. */
export const SCHEMA_FILE = 'mission.schema.json';

/**
 * A first mission. Its commands work in every default shell, so that it runs unchanged on any machine. A run of it writes nothing to the
 * project.
 */
export const FIRST_MISSION = `# yaml-language-server: $schema=./${SCHEMA_FILE}

name: First mission
goal: Build and document in parallel, and test each part as soon as it is complete

# Tasks do the work. All of them start at once.
tasks:
  build:
    name: Build
    expect: 1s
    run: echo "built"

  docs:
    name: Documentation
    expect: 2s
    steps:
      - { name: Write, run: echo "written" }
      - { name: Check, run: echo "checked" }

# A test starts as soon as the tasks that it needs are complete, while other tasks still run.
tests:
  smoke:
    name: Smoke test
    needs: build
    expect: 1s
    run: echo "it works"

  all:
    name: Final check
    needs: tasks # all tasks
    run: echo "everything is complete"
`;
