/**
 * Gives every property test the same random values in every run, so that `npm test` tells the same of the same code.
 * SEED=NUMBER gives other ones; `npm run explore` does so again and again. SEED_PATH goes straight to one of a
 * seed's counterexamples, as fast-check prints it.
 */
import fc from 'fast-check';

const { SEED = '418', SEED_PATH } = process.env;
if (!/^-?\d+$/.test(SEED)) throw new Error(`SEED must be a whole number, not “${SEED}”`);
fc.configureGlobal({ seed: Number(SEED), ...(SEED_PATH ? { path: SEED_PATH } : {}) });
