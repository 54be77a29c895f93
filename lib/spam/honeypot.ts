/**
 * Name of a field that people do not see and that no browser knows how to fill: only a robot does. Stands alone
 * in its file, because the forms import it.
 */
export const honeypotName = 'topic_hint'
