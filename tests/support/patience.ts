/**
 * Milliseconds after which something that is waited for counts as hanging. It measures nothing: a machine that has other
 * things to do must not break a test.
 */
export const patience = 60_000

/** For a whole test or hook, which may wait for several things. */
export const testPatience = 5 * patience
