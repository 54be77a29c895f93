import { expect, test } from 'vitest'
import { attachment, downloadKind } from '#lib/http/download-types.ts'

test.each([
  ['sheet.pdf', 'application/pdf', true],
  ['SHEET.PDF', 'application/pdf', true],
  ['ward.jpg', 'image/jpeg', true],
  ['notes.txt', 'text/plain; charset=utf-8', true],
  ['talk.mp3', 'audio/mpeg', true],
  ['plan.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', false],
  ['page.html', 'text/html', false],
  ['page.HTM', 'text/html', false],
  ['page.xhtml', 'application/xhtml+xml', false],
  ['page.xht', 'application/xhtml+xml', false],
  ['drawing.svg', 'image/svg+xml', false],
  ['data.xml', 'application/xml', false],
  ['feed.rss', 'application/rss+xml', false],
  ['program.js', 'text/javascript', false],
  ['setup.exe', 'application/octet-stream', false],
  ['page.pdf.html', 'text/html', false],
  ['page.svgz', 'application/octet-stream', false],
  ['page.mhtml', 'application/octet-stream', false],
  ['page.shtml', 'application/octet-stream', false],
  ['page.xsl', 'application/octet-stream', false],
  ['LICENCE', 'application/octet-stream', false],
  ['x.constructor', 'application/octet-stream', false],
  ['x.', 'application/octet-stream', false],
])('%s is %s, and opens in the browser: %s', (name, type, isShown) => {
  expect(downloadKind(name)).toEqual({ type, isShown })
})

test.each([
  ['plan.docx', 'attachment; filename="plan.docx"'],
  ['our plan (2).docx', 'attachment; filename="our plan (2).docx"'],
  ['Übungen.docx', `attachment; filename="Ubungen.docx"; filename*=UTF-8''%C3%9Cbungen.docx`],
  ['דף.zip', `attachment; filename="__.zip"; filename*=UTF-8''%D7%93%D7%A3.zip`],
  ['a"b.zip', `attachment; filename="a_b.zip"; filename*=UTF-8''a%22b.zip`],
  ["100% it's*.zip", `attachment; filename="100_ it's*.zip"; filename*=UTF-8''100%25%20it%27s%2A.zip`],
])('%s is saved under its own name', (name, header) => {
  expect(attachment(name)).toBe(header)
})
