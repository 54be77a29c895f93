import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Our HTTP entry compresses each finished page once, and redirects addresses itself.
  compress: false,
  generateEtags: false,
  skipTrailingSlashRedirect: true,
  // Metadata stands in <head> for every client, not only for known crawlers.
  htmlLimitedBots: /.*/,
  // `npm run check` and `npm test` check types; a build does not do it twice.
  typescript: { ignoreBuildErrors: true },
  // One copy in the process, shared with the server around the framework.
  serverExternalPackages: [
    ...['@mdx-js/mdx', 'better-sqlite3', 'kysely', 'pg', 'nodemailer', 'sharp'],
    ...['rehype-parse', 'rehype-remark', 'remark-gfm', 'remark-stringify', 'unified', 'zod', 'ipaddr.js'],
  ],
  images: { unoptimized: true },
  // Styles are sent inside the page (lib/http/styles.ts): a stylesheet more is no request more.
  experimental: { cssChunking: { type: 'graph', requestCost: 0 }, preloadEntriesOnStart: false },
  devIndicators: false,
  // An upgrade is built in a folder within the one that runs, with modules of its own.
  turbopack: {
    ...(existsSync(join(import.meta.dirname, 'node_modules')) && { root: import.meta.dirname }),
    // While one works on the site, a word that is changed shows at once.
    ...(process.env.NODE_ENV === 'production' && {
      resolveAlias: { '#lib/words/words.ts': './lib/words/shared.ts' },
    }),
  },
}
