/** Preloaded with --import: the process, its threads included, sees one fixed instant, FROZEN_NOW. */
const now = Date.parse(process.env.FROZEN_NOW ?? '');
if (Number.isNaN(now)) throw new Error('FROZEN_NOW must be an instant, such as 2019-03-01T12:00:00Z');
Date.now = () => now;
