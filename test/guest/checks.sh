# Runs in the guest, as root in the unit checks.service. Prints one line for each check: PASS or FAIL, and the observation. The numbers are
# those of docs/reliability.md. Each mission runs in a unit of its own, which is its container.
M="node /checks/dist/cli.js"
work=/var/tmp/work
failed=0
export LANG=C.UTF-8

unit() {
  local name=$1
  shift
  systemd-run --quiet --pipe --wait --collect --unit="$name" -p OOMPolicy=continue -p MemorySwapMax=0 \
    --working-directory=$work -E HOME=/root -E LANG=C.UTF-8 "$@"
}
is() {
  if [ "$2" = "$3" ]; then echo "PASS $1: $2"; else
    echo "FAIL $1: expected $3, found $2"
    failed=1
    [ ! -s out.txt ] || tail -5 out.txt | sed 's/^/     | /'
  fi
}
within() {
  if node -e "process.exit(Math.abs($2 - ($3)) <= $4 ? 0 : 1)"; then echo "PASS $1: $2 (own reading $3)"; else
    echo "FAIL $1: found $2, own reading $3"
    failed=1
  fi
}
json() { node -e "const d = JSON.parse(require('fs').readFileSync(0)); console.log($1)"; }
fresh() {
  rm -rf $work
  mkdir -p $work
  cd $work
}
mission() {
  fresh
  cat > m.yml
}

# eat MEGABYTES SECONDS, and burn SECONDS: one process each.
cat > /usr/local/bin/eat << 'END'
#!/usr/bin/perl
my @all; push @all, "x" x (1 << 20) for 1 .. $ARGV[0]; select undef, undef, undef, $ARGV[1];
END
cat > /usr/local/bin/burn << 'END'
#!/usr/bin/perl
my $end = time + $ARGV[0]; 1 while time < $end;
END
chmod +x /usr/local/bin/eat /usr/local/bin/burn

fresh
is 'cgroup v2 alone' "$(stat -fc %T /sys/fs/cgroup)" cgroup2fs
is 'F65 no limit' "$(unit a0 $M doctor --json | json 'd.machine.cpus + " " + d.admission.memory.of.length')" '2 1'
is 'F65 half a CPU, 1 GiB' "$(unit a1 -p CPUQuota=50% -p MemoryMax=1G $M doctor --json | json 'd.machine.cpus + " " + d.machine.memory')" '0.5 1073741824'
is 'F65 one allowed CPU' "$(unit a2 -p AllowedCPUs=1 $M doctor --json | json 'd.machine.cpus')" 1
systemctl set-property --runtime o.slice MemoryMax=900M CPUQuota=150%
systemctl set-property --runtime o-m.slice MemoryMax=600M
is 'F65 nested slices' "$(unit a3 --slice=o-m.slice -p CPUQuota=100% -p MemoryMax=800M $M doctor --json | json 'd.machine.cpus + " " + d.machine.memory / 2 ** 20 + " " + d.admission.cpu.of.length + " " + d.admission.memory.of.length')" '1 600 3 4'
is 'F142 memory.high and memory.max are listed, the lower one counts' "$(unit a4 -p MemoryHigh=500M -p MemoryMax=1G $M doctor --json | json 'd.machine.memory / 2 ** 20 + " " + d.admission.memory.of.map(({ source }) => source.split("/").pop())')" '500 meminfo,memory.high,memory.max'
names='d.constraints.map(({ name, cpu, memory }) => name + ": " + (cpu?.capacity ?? "-") + ", " + (memory === undefined ? "-" : memory.capacity / 2 ** 20)).slice(1).join("; ")'
is 'F206 one container' "$(unit a13 -p CPUQuota=50% -p MemoryMax=1G $M doctor --json | json "$names")" 'container of 0.5 CPU and 1 GiB: 0.5, 1024'
is 'F208 nested slices, the outermost first' "$(unit a14 --slice=o-m.slice -p CPUQuota=100% -p MemoryMax=800M $M doctor --json | json "$names")" 'control group o.slice of 1.5 CPUs and 900 MiB: 1.5, 900; control group o.slice/o-m.slice of 600 MiB: -, 600; control group o.slice/o-m.slice/a14.service of 1 CPU and 800 MiB: 1, 800'
is 'F144 a namespace with its own mount' "$(unit a5 -p MemoryMax=1G unshare -Cm bash -c "umount /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; $M doctor --json" | json 'd.machine.memory / 2 ** 20')" 1024
unseen='d.controlGroups.memory + " " + d.machine.warnings.filter((text) => text.includes("unseen")).length'
is 'F144 not mounted' "$(unit a6 -p MemoryMax=1G unshare -m bash -c "umount /sys/fs/cgroup; $M doctor --json" | json "$unseen")" 'unseen 2'
is 'F144 a new namespace over the old mount' "$(unit a7 -p MemoryMax=1G unshare -C $M doctor --json | json "$unseen")" 'unseen 2'
is 'F144 a tmpfs over /sys' "$(unit a8 -p MemoryMax=1G unshare -m bash -c "mount -t tmpfs none /sys; $M doctor --json" | json "$unseen")" 'unseen 2'
is 'F144 bwrap --unshare-cgroup' "$(unit a9 -p MemoryMax=1G bwrap --dev-bind / / --unshare-cgroup $M doctor --json | json "$unseen")" 'unseen 2'
mission << 'END'
name: unseen
tasks: { t: { run: 'true' } }
END
unit a10 -p MemoryMax=1G unshare -C $M run m.yml > out.txt
is 'F144 the log and the report say so, once each' "$(grep -c '! memory limit of the container, if any: unseen' out.txt) $(grep -c 'memory limit of the container, if any: unseen' .mission/final-report.md)" '1 1'
is 'F149 a group that is killed as a whole' "$(unit a11 -p MemoryMax=1G bash -c "echo 1 > /sys/fs/cgroup/system.slice/a11.service/memory.oom.group; $M doctor --json" | json 'd.machine.warnings.filter((text) => text.includes("memory.oom.group is 1")).length')" 1
is 'F149 a systemd unit' "$(unit a12 $M doctor --json | json 'd.machine.notes.filter((text) => text.includes("OOMPolicy=continue")).length')" 1

# A steady load: one CPU of a quota of 1.5, 400 MiB of 1 GiB. Measured again right after the window of the doctor.
fresh
cat > own.js << 'END'
const { readFileSync } = require('fs');
const group = '/sys/fs/cgroup/system.slice/b1.service/';
const stat = (file, name) => Number(readFileSync(group + file, 'utf8').match(new RegExp(`^${name} (\\d+)$`, 'm'))[1]);
const [used, at] = [stat('cpu.stat', 'usage_usec'), process.hrtime.bigint()];
setTimeout(() => {
  const cpu = (stat('cpu.stat', 'usage_usec') - used) / (Number(process.hrtime.bigint() - at) / 1000) / 1.5;
  const free = ['inactive_file', 'active_file', 'slab_reclaimable'].reduce((sum, name) => sum + stat('memory.stat', name), 0);
  console.log(100 * cpu, (100 * (Number(readFileSync(group + 'memory.current', 'utf8')) - free)) / 2 ** 30);
}, 2000);
END
unit b1 -p CPUQuota=150% -p MemoryMax=1G bash -c "burn 300 & eat 400 300 & sleep 6; $M doctor --json > d.json; node own.js > own.txt; kill %1 %2; wait"
read -r cpu memory < own.txt
within 'F64 CPU %' "$(json d.now.cpu < d.json)" "$cpu" 15
within 'F64 memory %' "$(json d.now.memory < d.json)" "$memory" 4

fresh
is 'F141 a file that was read twice is free' "$(unit b2 -p MemoryMax=400M bash -c "head -c 300M /dev/zero > f; sync; cat f f f > /dev/null; $M doctor --json" | json 'd.now.memory < 40')" true
rm -f f

mission << 'END'
name: gate
tasks: { heavy: { run: burn 9 }, quick: { run: sleep 3 } }
tests: { t: { needs: quick, run: 'true' } }
END
unit c1 -p CPUQuota=100% $M run m.yml > out.txt
is 'F65 CPU at the quota defers' "$(grep -c 't waits for CPU: CPU [0-9.]* %, limit 75' out.txt)" 1

mission << 'END'
name: gate
tasks:
  heavy: { run: eat 440 15 }
  quick: { run: 'until [ $(cat /sys/fs/cgroup/system.slice/c2.service/memory.current) -gt 480000000 ]; do sleep 0.3; done; sleep 2' }
tests: { t: { needs: quick, run: 'true' } }
END
unit c2 -p MemoryMax=512M $M run m.yml > out.txt
is 'F65 memory near the limit defers' "$(grep -c 't waits for memory: memory [89][0-9.]* %, limit 85' out.txt)" 1

unit c3 -p MemoryMax=2G -p MemoryHigh=512M bash -c "sed -i s/c2.service/c3.service/ m.yml; rm -rf .mission; $M run m.yml" > out.txt
is 'F142 memory near memory.high defers' "$(grep -c 't waits for memory: memory [89][0-9.]* %, limit 85' out.txt)" 1

mission << 'END'
name: resized
tasks:
  heavy: { run: eat 300 16 }
  quick: { run: 'sleep 4; echo 360M > /sys/fs/cgroup/system.slice/c4.service/memory.max; sleep 3' }
tests: { t: { needs: quick, run: 'true' } }
END
unit c4 -p MemoryMax=2G $M run m.yml > out.txt
is 'F143 a limit that is lowered while the mission runs defers' "$(grep -c 't waits for memory: memory [89][0-9.]* %, limit 85' out.txt)" 1

mission << 'END'
name: out of memory
tasks: { y: { retry: { attempts: 2, on: out-of-memory }, run: exec eat 400 1 } }
END
unit d1 -p MemoryMax=300M $M run m.yml > out.txt
is 'F14 out of memory is named and tried again' "$(grep -c 'out of memory, by the kernel' out.txt)" 2

fresh
{
  echo 'name: victim'
  echo 'admission: { workers: { caution: 99, limit: 99 } }'
  echo 'tasks:'
  for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "  t$i: { run: exec eat 20 6 }"; done
} > m.yml
unit d2 -p MemoryMax=200M $M run m.yml > out.txt
is 'F140 the runner survives small tasks that run out of memory' "$(grep -c 'The mission failed' out.txt)" 1

mission << 'END'
name: one kill
tasks:
  y: { run: exec eat 400 1 }
  x: { run: 'until grep -q ^oom_kill.1 /sys/fs/cgroup/system.slice/d3.service/memory.events; do sleep 0.3; done; sleep 3; exit 137' }
  z: { run: 'until grep -q ^oom_kill.1 /sys/fs/cgroup/system.slice/d3.service/memory.events; do sleep 0.01; done; kill -9 $$' }
END
unit d3 -p MemoryMax=300M $M run m.yml > out.txt
is 'F146 one kill names one task, the one that had the memory' "$(grep -c 'failed.*out of memory' out.txt) $(grep -c 'y failed.*out of memory' out.txt)" '1 1'

# OOMPolicy=stop is the default of a unit.
mission << 'END'
name: stopped
tasks: { y: { run: exec eat 400 1 }, x: { run: sleep 20 } }
END
unit d4 -p OOMPolicy=stop -p MemoryMax=300M $M run m.yml > out.txt
is 'F149 a unit that systemd stops for lack of memory says why' "$(grep -c '! SIGTERM arrived right after the kernel had killed a process' out.txt)" 1

mission << 'END'
name: two
tasks: { a: { run: 'echo x >> n; sleep 6' } }
END
unit e1 unshare -pf --mount-proc bash -c "$M run m.yml; true" > 1.txt &
sleep 3
unit e2 unshare -pf --mount-proc bash -c "$M run m.yml; true" > out.txt 2>&1
wait
is 'F147 two runs in two namespaces' "$(grep -c 'a running mission of another container or machine' out.txt) $(grep -c . n)" '1 1'

fresh
setpriv --reuid 12345 --regid 12345 --clear-groups env -u HOME $M --version > out.txt 2>&1
is 'F148 no HOME and no entry in the list of users' "$?" 0

mission << 'END'
name: as process 1
tasks: { a: { run: 'for i in 1 2 3; do (setsid sleep 0.2 &); done; sleep 1' } }
END
unit f1 unshare -pf --mount-proc $M run m.yml > out.txt
is 'F149 process 1 is named in the log' "$(grep -c '! Mission Runner is process 1' out.txt)" 1

mission << 'END'
name: kill
tasks: { a: { run: 'setsid sleep 77 & exec sleep 20' } }
END
unit g1 bash -c "$M run m.yml & until pgrep -f '^sleep 77' > /dev/null; do sleep 0.3; done; sleep 1; kill -9 \$!; sleep 0.3; $M resume .mission" > out.txt
is 'F15 kill -9, resume, no leftovers' "$(grep -c 'mission succeeded' out.txt) $(pgrep -fc '^sleep 77')" '1 0'
is 'F150 no scripts are left' "$(find /tmp -maxdepth 1 -name 'mission-scripts-*' | wc -l)" 0

exit $failed
