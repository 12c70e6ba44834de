const require_core = require("./chunks/core.js");
const require_mission = require("./chunks/mission.js");
const require_publish_part = require("./chunks/publish-part.js");
const require_replay = require("./chunks/replay.js");
const require_render = require("./chunks/render.js");
const require_redact_killed_run = require("./chunks/redact-killed-run.js");
const require_saved_statuses = require("./chunks/saved-statuses.js");
const require_within_limit = require("./chunks/within-limit.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/resume/recover.ts
async function recoverRun(dir, environment) {
	await require_mission.stopEarlierRun(dir);
	const loaded = require_render.loadEvents(dir);
	if (loaded.type === "unreadable") throw new Error(loaded.message);
	const started = loaded.events[0];
	if (started?.type !== "mission-started") throw new Error(`expected mission-started first in ${(0, node_path.join)(dir, require_mission.JOURNAL)}`);
	require_mission.repairFolder(dir, loaded.wholeBytes);
	const { report } = loaded;
	const ended = new Set([...report.tasks].flatMap(([id, { status }]) => require_mission.hasEnded(status) ? [id] : []));
	const journal = require_mission.openJournal((0, node_path.join)(dir, require_mission.JOURNAL));
	const record = (events) => {
		journal.append(events);
		for (const event of events) require_mission.recordEvent(report, event);
	};
	if (!report.finished) {
		const note = (message) => record([{
			type: "degraded",
			at: report.duration,
			message
		}]);
		const secrets = await require_redact_killed_run.redactKilledRun({
			mission: report.mission,
			events: loaded.events,
			dir,
			environment,
			caller: "same",
			problem: note
		});
		endAsKilled({
			started,
			events: loaded.events,
			at: report.duration,
			dir,
			environment,
			secrets,
			record
		});
	}
	const { fileDocuments } = await Promise.resolve().then(() => require("./chunks/documents.js")).then((n) => n.documents_exports);
	fileDocuments(dir, (message) => record([{
		type: "degraded",
		at: report.duration,
		message
	}])).finish(report);
	journal.close();
	const { secrets, isUnknown } = require_redact_killed_run.earlierSecrets(report.mission, {
		environment,
		caller: "same"
	});
	return {
		report,
		ended,
		secrets,
		hidesLogs: isUnknown && !canChange((0, node_path.join)(dir, "logs"))
	};
}
function canChange(folder) {
	return require_mission.canAccess(folder, node_fs.constants.R_OK | node_fs.constants.W_OK | node_fs.constants.X_OK);
}
function endAsKilled({ started, events, at, dir, environment, secrets, record }) {
	const state = require_replay.replay(events);
	const redactor = secrets.redactor();
	const observe = (observation) => {
		const { events: happened } = require_mission.transition(state, observation, void 0);
		record(happened.map((event) => require_mission.redactEvent(event, redactor)));
	};
	const run = require_mission.readIdentity(dir)?.mark ?? "";
	const processes = require_mission.createProcesses({
		dir,
		root: started.root,
		run,
		environment,
		secrets
	});
	observe({
		type: "interrupted",
		at,
		signal: "killed"
	});
	for (const id of [...state.active.keys()]) {
		const task = require_mission.taskOf(state, id);
		const current = require_mission.taskState(state, id);
		const attempt = current.phase === "running" || current.phase === "stopping" ? current.attempt : 1;
		observe({
			type: "lost",
			at,
			id,
			left: processes.collect(task, attempt)
		});
	}
	for (const [id, { phase }] of state.services) {
		if (phase === "idle" || phase === "ended") continue;
		const { logTail } = require_mission.readLogTail(require_mission.logFile$1(dir, id), redactor);
		observe({
			type: "service-exited",
			at,
			id,
			signal: "SIGTERM",
			logTail
		});
	}
}

// src/github/owed-reports.ts
const STATUSES_LIMIT = 15e4;
function owedReports({ settings, commented }, environment) {
	const statuses = require_saved_statuses.readSavedStatuses(environment);
	const marker = commented ? void 0 : settings?.commentMarker;
	if (statuses === void 0 && marker === void 0) return void 0;
	const token = (environment.INPUT_TOKEN ?? "").trim();
	if (token !== "") require_core.setSecret(token);
	return {
		settle: async (report) => {
			if (statuses === void 0) return;
			require_core.info(`Sending ${require_mission.plural(statuses.open.length, "commit status", "commit statuses")} that the main step left, one a second.`);
			const { settleStatuses } = await Promise.resolve().then(() => require("./chunks/settle-statuses.js"));
			const request = {
				...statuses,
				report,
				token,
				environment,
				limit: STATUSES_LIMIT
			};
			require_publish_part.publishNotice(await settleStatuses(request), "Commit statuses not sent");
		},
		comment: async (report, links) => {
			if (marker === void 0) return;
			const { writeComment } = await Promise.resolve().then(() => require("./chunks/write-comment.js"));
			require_publish_part.publishNotice(await writeComment({
				report,
				marker,
				links,
				token,
				environment
			}), "No comment written");
		}
	};
}

// src/github/finish-action.ts
const recoveryLimit = 3e4;
const uploadLimit = 9e4;
async function finishAction(environment) {
	process.stdout.on("error", () => void 0);
	const saved = require_publish_part.readSavedState(environment);
	const { dir, settings, annotated, summarized, printed, uploaded } = saved;
	const isPublished = annotated && summarized && printed && uploaded;
	const owed = owedReports(saved, environment);
	if (isPublished && owed === void 0) return;
	if (dir === void 0 || settings === void 0 || !(0, node_fs.existsSync)((0, node_path.join)(dir, "events.jsonl"))) {
		await owed?.settle(void 0);
		return;
	}
	const never = new AbortController().signal;
	let secrets = require_mission.createSecrets(process.platform === "win32");
	let report;
	let logs = true;
	try {
		const left = await require_within_limit.withinLimit(() => require_mission.stopEarlierRun(dir), recoveryLimit, never);
		const stopped = require_mission.stoppedLeftovers(left?.length ?? 0);
		if (stopped !== void 0) require_core.info(`Mission Runner ${stopped}.`);
		const recovered = await require_within_limit.withinLimit(() => recoverRun(dir, environment), recoveryLimit, never);
		report = recovered?.report;
		if (recovered !== void 0) ({secrets} = recovered);
		logs = recovered === void 0 ? !settings.secrets : !recovered.hidesLogs;
		if (report !== void 0 && !annotated) {
			require_core.info("The main step was killed. Its remaining processes were stopped, and the reports were made from the journal.");
			require_publish_part.printUntrusted(require_mission.plainVerdict(report));
			require_publish_part.publishTaskAnnotations(report, report.root, settings.log === "live");
		}
		if (report !== void 0 && !summarized) require_publish_part.publishSummary(report, {
			dir,
			settings,
			environment,
			secrets
		});
		if (recovered !== void 0 && logs && !printed) printRest(recovered, settings.log, dir);
	} catch (error) {
		logs = !settings.secrets;
		require_core.warning(`The reports could not be completed: ${require_mission.errorText$1(error)}. The files written so far are in ${dir}.`);
	}
	const settled = owed?.settle(report);
	const links = uploaded ? {} : await upload({
		dir,
		settings,
		environment,
		secrets,
		logs
	}, report);
	await settled;
	if (report !== void 0) await owed?.comment(report, links);
}
async function upload(publication, report) {
	const never = new AbortController().signal;
	const { settings } = publication;
	const resumable = report !== void 0 && report.result !== "succeeded";
	if (settings.part === true) {
		const problem = await require_publish_part.publishPart(publication, uploadLimit, never);
		if (problem !== void 0) require_core.warning(problem, { title: "Part not uploaded" });
		return {};
	}
	const name = report?.mission.name ?? "";
	return await require_publish_part.publishArtifact({
		...publication,
		resumable
	}, name, uploadLimit, never) ?? {};
}
function printRest({ report, ended, secrets }, log, dir) {
	const logs = {
		dir,
		secrets
	};
	switch (log) {
		case "none": return;
		case "grouped":
			require_publish_part.printTaskGroups(report, logs);
			require_publish_part.printFailures(report, logs);
			return;
		case "live":
			require_publish_part.printTaskGroups(report, logs, (id) => ended.has(id));
			require_publish_part.printFailureSummary(report);
			return;
	}
}

// src/post.ts
finishAction(process.env).catch((error) => {
	require_core.warning(`Mission Runner could not finish its reports: ${require_mission.errorText$1(error)}`);
}).finally(require_publish_part.endProcess);
