/** Name of the schema that `mission init` puts beside the mission: found without a network, and of this version. */
export const SCHEMA_FILE = 'mission.schema.json';

/**
 * A mission to start from. Its commands are understood by every shell that is a default somewhere, so that it runs on
 * any machine, before anything of the user's own is in it.
 *
 * @param file how the user will name it
 */
export function firstMission(file: string): string {
  return `# yaml-language-server: $schema=./${SCHEMA_FILE}
#
# Run it:           mission run ${file}
# See what it will do: mission plan ${file}

name: First mission
goal: Build and document in parallel, and test each part as soon as it is there

# The work: all of it starts at once.
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

# Tests are deployed as what they need completes, while the other work goes on.
tests:
  smoke:
    name: Smoke test
    needs: build
    expect: 1s
    deliverable: reports/smoke.md
    run: echo "it works"

  all:
    name: Final check
    needs: tasks # all of them
    run: echo "everything is complete"
`;
}
