import fc from 'fast-check';

/** The same cases on every run, so that a change is judged by itself; `SEED=random` or a number looks for new ones. */
const given = process.env['SEED'] ?? '20';
fc.configureGlobal(given === 'random' ? {} : { seed: Number(given) });
