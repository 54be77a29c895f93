import manifest from '../package.json' with { type: 'json' }

/** As in CHANGELOG.md. */
export const version = manifest.version
