import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { filePolicy, policyWith } from '#lib/http/policy.ts'

/** As a browser reads it: directives by their name, of one given twice the first (CSP 3, 2.2.1). */
function directives(policy: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const part of policy.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/)
    found[name] ??= sources
  }
  return found
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('a page without scripts and styles of its own runs none, and loads from here alone', () => {
  expect(directives(policyWith({}))).toEqual({
    'default-src': ["'none'"],
    'script-src': ["'none'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  })
})

test('each inline script and style is named by the digest of its very bytes, and nothing else runs', () => {
  const policy = directives(
    policyWith({ scripts: ['let a = 1', 'let ü = "é"'], styles: ['p{}'], files: ['sha384-abc'] }),
  )
  expect(policy['script-src']).toEqual([hash('let a = 1'), hash('let ü = "é"'), "'sha384-abc'"])
  expect(policy['style-src']).toEqual([hash('p{}')])
  for (const sources of Object.values(policy)) {
    expect(sources).not.toContain("'unsafe-inline'")
    expect(sources).not.toContain("'unsafe-eval'")
    expect(sources.filter((source) => /^https?:|\*/.test(source))).toEqual([])
  }
})

test('only a page that has films or sounds may play any', () => {
  expect(directives(policyWith({ hasMedia: true }))['media-src']).toEqual(["'self'"])
  expect(directives(policyWith({ hasMedia: false }))['media-src']).toBeUndefined()
})

test('a file that is opened by itself is in a sandbox without any permission', () => {
  expect(directives(filePolicy)).toMatchObject({ 'default-src': ["'none'"], sandbox: [] })
  expect(directives(filePolicy)['script-src']).toBeUndefined()
})
