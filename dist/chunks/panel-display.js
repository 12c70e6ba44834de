const require_mission = require("./mission.js");
let node_fs = require("node:fs");

// src/terminal/panel/guard-terminal.ts
function guardTerminal(screen) {
	const resized = () => screen.changed();
	const suspended = () => {
		screen.suspend();
		process.kill(process.pid, "SIGSTOP");
	};
	const continued = () => screen.resume();
	const ended = () => screen.stop();
	process.stdout.on("resize", resized);
	process.on("uncaughtExceptionMonitor", ended);
	process.on("exit", ended);
	const hasJobs = process.platform !== "win32";
	if (hasJobs) process.on("SIGTSTP", suspended).on("SIGCONT", continued);
	return () => {
		process.stdout.off("resize", resized);
		process.off("uncaughtExceptionMonitor", ended);
		process.off("exit", ended);
		if (hasJobs) process.off("SIGTSTP", suspended).off("SIGCONT", continued);
	};
}

// src/terminal/panel/live-load.ts
function emptyLoad() {
	return {
		newest: void 0,
		use: /* @__PURE__ */ new Map()
	};
}
function noteReading(load, reading) {
	const before = load.newest;
	const seconds = before === void 0 ? 0 : (reading.to - before.to) / 1e3;
	load.newest = reading;
	load.use.clear();
	for (const [id, { cpuSeconds, memory }] of Object.entries(reading.usage ?? {})) {
		const earlier = require_mission.ofTask(before?.usage, id)?.cpuSeconds;
		const cpu = earlier === void 0 || seconds <= 0 ? {} : { cpu: Math.max(0, cpuSeconds - earlier) / seconds };
		load.use.set(id, {
			...cpu,
			memory
		});
	}
}

// src/terminal/panel/compose-frame.ts
const csi = "\x1B[";
const [beginUpdate, endUpdate] = [`${csi}?2026h`, `${csi}?2026l`];
const [hideCursor, showCursor] = [`${csi}?25l`, `${csi}?25h`];
const [stopWrapping, startWrapping] = [`${csi}?7l`, `${csi}?7h`];
const [eraseRest, eraseBelow] = [`${csi}K`, `${csi}J`];
function composeFrame({ shown, above, lines, columns, reflows }) {
	const rows = reflows ? shown.reduce((sum, line) => sum + line.rowsAt(columns), 0) : shown.length;
	const toTop = `\r${rows === 0 ? "" : `${csi}${rows}A`}`;
	const scrolled = above === "" ? "" : `${eraseBelow}${above}`;
	const drawn = lines.map(({ painted }) => `${painted}${eraseRest}\n`).join("");
	const panel = drawn === "" ? "" : `${stopWrapping}${drawn}${startWrapping}`;
	return `${beginUpdate}${hideCursor}${toTop}${scrolled}${panel}${eraseBelow}${showCursor}${endUpdate}`;
}

// src/terminal/panel/screen.ts
const FRAME = 100;
const IDLE = 1e3;
const MOST_WAITING = 1048576;
function createScreen(terminal, clock, draw) {
	let shown = [];
	let drawnAt = Number.NEGATIVE_INFINITY;
	let drawnColumns = 0;
	let above = "";
	let due;
	let failed = false;
	let state = "drawing";
	const schedule = (at) => {
		if (state !== "drawing" || due !== void 0 && due <= at) return;
		due = at;
		clock.alarm(at, ring);
	};
	const ring = () => {
		due = void 0;
		if (terminal.isBehind()) {
			schedule(clock.now() + FRAME);
			return;
		}
		const size = terminal.size();
		put(terminal.isForeground() ? drawSafely(size) : [], size.columns);
		drawnAt = clock.now();
		schedule(drawnAt + IDLE);
	};
	const drawSafely = (size) => {
		if (failed) return [];
		try {
			return draw(clock.now(), size);
		} catch (error) {
			failed = true;
			above += `! the panel could not be drawn: ${require_mission.errorText$1(error)}\n`;
			return [];
		}
	};
	const put = (lines, columns) => {
		const isSame = columns === drawnColumns && lines.length === shown.length && lines.every(isShown);
		if (above === "" && isSame) return;
		const isPlain = shown.length === 0 && lines.length === 0;
		terminal.write(isPlain ? above : composeFrame({
			shown,
			above,
			lines,
			columns,
			reflows: terminal.reflows
		}));
		above = "";
		shown = lines;
		drawnColumns = columns;
	};
	const isShown = ({ painted }, index) => painted === shown[index]?.painted;
	const removePanel = (next) => {
		state = next;
		due = void 0;
		clock.alarm(void 0, () => {});
		put([], terminal.size().columns);
		terminal.finish();
	};
	const changed = () => schedule(Math.max(clock.now(), drawnAt + FRAME));
	return {
		print: (text) => {
			above += text;
			if (state === "stopped") put([], terminal.size().columns);
			else changed();
		},
		isBehind: (most = MOST_WAITING) => above.length > most,
		changed,
		suspend: () => {
			if (state === "drawing") removePanel("suspended");
		},
		resume: () => {
			if (state === "stopped") return;
			state = "drawing";
			shown = [];
			changed();
		},
		stop: () => {
			if (state !== "stopped") removePanel("stopped");
		}
	};
}

// src/terminal/panel/non-blocking-writer.ts
function createNonBlockingWriter() {
	const file = openNonBlocking();
	if (file === void 0) return {
		write: require_mission.print,
		isBehind: () => false,
		finish: () => {}
	};
	let rest = Buffer.alloc(0);
	const push = () => {
		try {
			while (rest.length > 0) rest = rest.subarray((0, node_fs.writeSync)(file, rest));
		} catch (error) {
			if (require_mission.errorCode(error) !== "EAGAIN") rest = Buffer.alloc(0);
		}
	};
	return {
		write: (text) => {
			rest = Buffer.concat([rest, Buffer.from(text)]);
			push();
		},
		isBehind: () => {
			push();
			return rest.length > 0;
		},
		finish: () => {
			push();
			if (rest.length > 0) process.stdout.write(rest, () => {});
			rest = Buffer.alloc(0);
		}
	};
}
function openNonBlocking() {
	if (process.platform !== "linux") return void 0;
	try {
		return (0, node_fs.openSync)("/proc/self/fd/1", node_fs.constants.O_WRONLY | node_fs.constants.O_NONBLOCK | node_fs.constants.O_NOCTTY);
	} catch {
		return;
	}
}

// src/terminal/panel/this-terminal.ts
function thisTerminal(environment) {
	return {
		...createNonBlockingWriter(),
		size: () => ({
			columns: process.stdout.columns || 80,
			rows: process.stdout.rows || 24
		}),
		isForeground,
		reflows: reflows(environment)
	};
}
function reflows({ TERM = "", TMUX, XTERM_VERSION }) {
	if (XTERM_VERSION !== void 0) return false;
	if (TERM.startsWith("screen")) return TMUX !== void 0;
	return TERM !== "linux" && !TERM.startsWith("rxvt");
}
function isForeground() {
	if (process.platform !== "linux") return true;
	try {
		const stat = (0, node_fs.readFileSync)("/proc/self/stat", "latin1");
		const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return foreground === "-1" || foreground === group;
	} catch {
		return true;
	}
}

// src/terminal/panel/panel-display.ts
function createPanelDisplay({ style, dir, secrets, from }) {
	const load = emptyLoad();
	let report;
	let draw;
	let forecast;
	const frame = (now, size) => {
		if (report === void 0 || draw === void 0) return [];
		forecast ??= require_mission.forecastOf(report);
		return draw({
			report,
			forecast,
			now,
			load
		}, size);
	};
	const screen = createScreen(thisTerminal(process.env), require_mission.systemClock(from), frame);
	Promise.resolve().then(() => require("./draw.js")).then((loaded) => {
		draw = loaded.drawPanel;
		screen.changed();
	}, (error) => screen.print(`! the panel could not be loaded: ${require_mission.errorText$1(error)}\n`));
	const release = guardTerminal(screen);
	const output = require_mission.createTaskOutput(style, dir, secrets, {
		show: (prefix, lines) => {
			const head = require_mission.terminalLine(prefix);
			screen.print(lines.map((line) => `${head}${line}\n`).join(""));
		},
		isBehind: screen.isBehind
	});
	return {
		listen: (event, folded) => {
			report ??= folded;
			output.before(event, folded);
			for (const line of require_mission.progressLines(event, folded)) screen.print(`${require_mission.paintProgress(require_mission.sanitizeText(line))}\n`);
			screen.changed();
		},
		sampled: (reading) => {
			noteReading(load, reading);
			screen.changed();
		},
		stop: () => {
			output.stop();
			screen.stop();
			release();
		}
	};
}

exports.createPanelDisplay = createPanelDisplay;