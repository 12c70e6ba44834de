export const usage = `mission: runs concurrent tasks and the tests that check them, and delays starts while the machine is too busy

  mission run FILE       run a mission
    --dir DIR            folder for the journal, reports and logs (in the git directory; outside of git .mission)
    --only PATTERNS      run only these tasks and tests: ids, #TAG or either with *, separated by commas; needs that are left out count as complete
    --skip PATTERNS      leave out these tasks and tests
    --with-needs         also run everything that the selected tasks need
    --with-dependents    also run everything that needs the selected tasks
    --gate tests|all|off kind that waits for CPU and memory readings (as in the mission file, or tests)
    --log grouped|prefixed|none
                         task output: as a whole when each task ends, line by line, or only in log files (grouped)
    --base REF           branch, tag or commit that \`paths\` and \`changed()\` compare with (base of the event, or default branch)
    --input NAME=VALUE   value of an input that the mission file declares; can be repeated
    --history FILE       predict durations and demand from earlier runs, mark tasks that are slower than usual or flaky, add this run
    --keep-workspaces    leave the workspaces of tasks when the run ends, to look at what they did
    --artifacts strict   run tasks that need others in checkouts with only the files that those declare, as on several runners
    --part 2/3           run one part of a mission that runs on several runners
    --plan FILE          the plan that says which tasks are in which part (- for standard input)
    --parts-dir DIR      folder with the artifacts of the other parts, to which that of this part is added
  mission plan FILE      check a mission and predict its timeline
    --only PATTERNS      as for run, and so are --skip, --with-needs and --with-dependents
    --assume declared    use the sum of declared loads as the CPU reading (without it, the gate is open)
    --cpus COUNT         predict for a machine with so many CPUs
    --base REF           as for run
    --input NAME=VALUE   as for run
    --history FILE       use the durations and the demand of earlier runs; the file is only read
    --runners auto|N     how many runners are worth it, and which task runs on which (N: with this many)
    --target-time TIME   with auto: the fewest runners with which the mission takes no longer, such as 10m
    --max-runners COUNT  with auto: look up to this many runners (20)
    --overhead TIME      time of each runner before its first task (25s)
    --json               print JSON
  mission workflow FILE  write the workflow of GitHub Actions in which a mission runs on several runners
    --out FILE           the workflow file to write or to update; what a maintainer has changed in it is kept (standard output)
    --check              write nothing; show the difference, and exit with 1, if the file is out of date
    --runners auto|N     as for plan, and so are --target-time, --max-runners and --overhead: they make a new plan
                         (the plan in the file, or auto)
    --dynamic            make the plan in each run, from what has changed, for parts that need nothing of each other
    --setup FOLDER       action in the repository that sets each runner up, such as .github/actions/setup
    --uses ACTION        how the workflow names this action (as in the file, or OWNER/mission-runner@v0)
    --cpus COUNT         as for plan
    --history FILE       as for plan
    --input NAME=VALUE   as for run; the workflow gives it too
  mission list FILE      list tasks and tests with their kinds, tags and needs
    --only PATTERNS      as for run, and so are --skip, --with-needs and --with-dependents
    --json               print JSON
  mission validate FILE… check mission files
    --json               print the diagnostics as JSON
  mission resume [DIR]   continue a run that was killed, interrupted or failed; what succeeded does not run again;
                         DIR is the folder of a run or a mission file (the last run; as for report and replay),
                         or the zip file of the artifact of a run in CI: then a success whose files it lacks runs again
    --mission FILE       where the mission file is now (the path of the first run)
    --failed             with a zip file, keep every success, whether its files are in it or not
    --dir DIR            with a zip file, the folder to unpack it to (as for run)
    --log grouped|prefixed|none
                         as for run
    --gate tests|all|off as for run (as in the run)
    --input NAME=VALUE   value of an input that the run did not have yet; those of the run stay
  mission report [DIR]   write every document of a run again from its journal
  mission replay [DIR]   predict what other limits, or learned demand, would have changed in a finished run
    --cpu PERCENT        limit of the CPU reading, 1 to 100 (this and the following: as in the run)
    --memory PERCENT     limit of the memory reading, 1 to 100
    --workers COUNT      how many tasks and tests may run at once, 1 or more
    --load PERCENT       sum of declared loads that may run at once, 1 or more
    --cpus COUNT         CPUs of another machine; no task becomes faster than it was measured to be alone
    --others COUNT       CPUs that a further program keeps busy beside the mission
    --json               print JSON
  mission merge DIR…     merge the parts of a mission that ran on several runners into one report; DIR is the artifact of a
                         part, or a folder with several
    --dir DIR            folder for the reports (mission-merged)
    --plan FILE          text of the plan, so that parts that are missing are named with their tasks; - for standard input
    --history FILE       add this run, unless the file has it
  mission doctor         show what the gate can measure on this machine, what the limits mean, and the current load
    --json               print JSON
  mission init [FILE]    write a first mission that runs as it is, and a schema for editors beside it (mission.yml)
  mission schema         print the JSON Schema of mission files

  --help, --version

Exit codes: 0 succeeded, 1 mission failed, 2 invalid mission or command line, 3 Mission Runner itself failed, 130 interrupted.
`;
