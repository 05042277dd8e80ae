/**
 * Gives property tests the same random values in every run, so that `npm test` is deterministic.
 * SEED=NUMBER selects others; `npm run explore` tries many. SEED_PATH replays one of a
 * seed's counterexamples, as printed by fast-check.
 */
import fc from 'fast-check';

const { SEED = '418', SEED_PATH } = process.env;
if (!/^-?\d+$/.test(SEED)) throw new Error(`SEED must be a whole number, not “${SEED}”`);
fc.configureGlobal({ seed: Number(SEED), ...(SEED_PATH ? { path: SEED_PATH } : {}) });
