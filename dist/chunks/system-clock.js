// src/run/system-clock.ts
/** The longest that setTimeout can wait; longer ones would ring at once. */
const LONGEST = 2 ** 31 - 1;
/** Now is `from`. Monotonic: a wall clock that jumps changes no duration. */
function systemClock(from = 0) {
	const start = performance.now() - from;
	const now = () => Math.round((performance.now() - start) * 10) / 10;
	let timer;
	const alarm = (at, ring) => {
		clearTimeout(timer);
		if (at === void 0) return;
		const wait = Math.min(LONGEST, Math.max(0, Math.ceil(at - now())));
		timer = setTimeout(() => {
			if (now() < at) alarm(at, ring);
			else ring();
		}, wait);
	};
	return {
		now,
		alarm
	};
}

export { systemClock as t };