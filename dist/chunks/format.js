// src/report/format.ts
/** Figures as people read them; the same everywhere, whatever the machine's locale is. */
/** Milliseconds as `350 ms`, `12.3 s`, `2m05s`, `30m` or `4h50m`. */
function formatDuration(milliseconds) {
	const sign = milliseconds < 0 ? "-" : "";
	const rounded = Math.round(Math.abs(milliseconds));
	if (rounded < 1e3) return `${sign}${rounded} ms`;
	const tenths = Math.round(rounded / 100);
	if (tenths < 600) return `${sign}${trimmed(tenths / 10, 1)} s`;
	const seconds = Math.round(rounded / 1e3);
	if (seconds < 3600) {
		const rest = seconds % 60;
		return `${sign}${Math.floor(seconds / 60)}m${rest === 0 ? "" : `${two(rest)}s`}`;
	}
	const minutes = Math.round(rounded / 6e4);
	return `${sign}${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}
/** Time since the start, as a clock shows it: `1:50:00`; in a run under ten minutes with tenths, `0:03.2`. */
function formatOffset(milliseconds, total) {
	if (total < 6e5) {
		const tenths = Math.floor(milliseconds / 100);
		return `${Math.floor(tenths / 600)}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
	}
	const seconds = Math.floor(milliseconds / 1e3);
	return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
/** `26.6 %`, `25 %`; undefined gives a dash. */
function formatPercent(value) {
	return value === void 0 ? "–" : `${trimmed(value, 1)} %`;
}
/** Bytes as `640 B`, `1.5 MiB`, `2 GiB`. */
function formatBytes(bytes) {
	const units = [
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB"
	];
	let value = bytes;
	let unit = 0;
	while (Math.abs(value) >= 1023.95 && unit < units.length - 1) {
		value /= 1024;
		unit += 1;
	}
	return `${trimmed(value, unit === 0 ? 0 : 1)} ${units[unit]}`;
}
/** At most so many decimals, none where they are zero. */
function trimmed(value, decimals) {
	const rounded = Number(value.toFixed(decimals));
	return String(rounded === 0 ? 0 : rounded);
}
/** `1 task`, `2 tasks`. */
function plural(count, one, many = `${one}s`) {
	return `${count} ${count === 1 ? one : many}`;
}
/** `a`, `a and b`, `a, b and c`. */
function listed(items) {
	if (items.length < 2) return items.join("");
	return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
function two(value) {
	return String(value).padStart(2, "0");
}

export { listed as a, formatPercent as i, formatDuration as n, plural as o, formatOffset as r, trimmed as s, formatBytes as t };