import { fetchPreview } from './preview.mjs';

/** Exits with 0 if the preview serves its first page. */
const { status } = await fetchPreview('/');
process.exitCode = status === 200 ? 0 : 1;
