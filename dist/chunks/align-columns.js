// src/terminal/output/align-columns.ts
/** Rows as indented lines with aligned columns; the last cell of a row is not padded. */
function alignColumns(rows) {
	const widths = [];
	for (const row of rows) row.slice(0, -1).forEach((cell, column) => {
		widths[column] = Math.max(widths[column] ?? 0, cell.length);
	});
	return rows.map((row) => {
		return `  ${row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)).join("  ")}`;
	});
}

export { alignColumns as t };