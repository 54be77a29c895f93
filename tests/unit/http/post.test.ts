import { expect, test } from 'vitest'
import type { PageForm } from '#lib/http/html.ts'
import { canonicalBody, formFor, isForm, readPost } from '#lib/http/post.ts'

const action = '7'.repeat(42)
const form: PageForm = {
  action,
  hidden: [
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', `{"id":"${action}","bound":"$@1"}`],
    ['$ACTION_1:1', '["/articles/a",{}]'],
    ['$ACTION_KEY', 'k'],
  ],
  names: new Set(['comment', 'name']),
}

async function read(fields: [string, string][], nextAction?: string) {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  const encoded = new Response(data)
  const type = encoded.headers.get('content-type') ?? ''
  return (
    (await readPost(Buffer.from(await encoded.arrayBuffer()), type, nextAction)) ?? expect.fail('not read')
  )
}

const changed = (name: string, value: string): [string, string][] =>
  form.hidden.map(([key, old]) => [key, key === name ? value : old])

test('a form is read from multipart and from urlencoded alike', async () => {
  const multipart = await read([...form.hidden, ['comment', 'Grüße\nan alle']])
  const encoded = new URLSearchParams([...form.hidden, ['comment', 'Grüße\nan alle']]).toString()
  const urlencoded = await readPost(Buffer.from(encoded), 'application/x-www-form-urlencoded', undefined)
  expect(urlencoded && formFor(urlencoded, [form])).toBe(form)
  expect(urlencoded?.typed).toEqual({ comment: 'Grüße\nan alle' })
  expect(multipart.typed.comment?.replace('\r\n', '\n')).toBe('Grüße\nan alle')
})

test('multipart is read as the standard has it, whatever stands in it', async () => {
  const part = (name: string, value: string | Buffer, headers = '') =>
    Buffer.concat([
      Buffer.from(`--B1\r\nContent-Disposition: form-data; name="${name}"${headers}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ])
  const end = Buffer.from('--B1--\r\n')
  const whole = (...parts: Buffer[]) => Buffer.concat([...parts, end])
  const bodies = [
    whole(part('comment', 'plain'), part('name', '')),
    whole(part('comment', 'ends with a break\r\n'), part('name', '\r\n')),
    whole(part('comment', '--B1 in a line, and\r\n-- at the start of one'), part('name', '--B1--')),
    whole(part('comment', '\ufeffmarked, 🙂 and ü')),
    whole(
      part('comment', Buffer.from([0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82])),
      part('name', Buffer.from([0xc3])),
    ),
    whole(part('comment', 'typed', '\r\nContent-Type: text/plain; charset=utf-8')),
    whole(part('comment', 'a file', '; filename="a.txt"\r\nContent-Type: text/plain')),
    whole(part('a%22b', 'escaped'), part('ä', 'not ASCII'), part('__proto__', 'reserved')),
    whole(part('comment', 'nul \0 and \n alone')),
    Buffer.concat([part('comment', 'without a break at the end'), Buffer.from('--B1--')]),
    Buffer.concat([part('comment', 'and more'), end, Buffer.from('epilogue')]),
    Buffer.concat([Buffer.from('preamble\r\n'), part('comment', 'and before'), end]),
    Buffer.concat([part('comment', 'cut off'), Buffer.from('--B1\r\nContent-Disp')]),
    Buffer.concat([part('comment', 'no end')]),
    Buffer.from('--B1\r\n\r\nno name\r\n--B1--\r\n'),
    Buffer.from('--B1--\r\n'),
    Buffer.from(''),
  ]
  const types = [
    'multipart/form-data; boundary=B1',
    'multipart/form-data; boundary="B1"',
    'multipart/form-data',
  ]
  for (const type of types)
    for (const body of bodies) {
      const standard = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
        .formData()
        .catch(() => undefined)
      const fields =
        standard && [...standard].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
      const read = await readPost(body, type, undefined)
      expect(read?.typed, `${type}\n${body}`).toEqual(fields && Object.fromEntries(fields))
    }
})

test('the encoding of the framework’s client is read too', async () => {
  const post = await read(
    [
      ['1_comment', 'Hello'],
      ['0', '["/articles/a",{},"$K1"]'],
    ],
    action,
  )
  expect(post).toMatchObject({ typed: { comment: 'Hello' }, action, byClient: true })
  expect(formFor(post, [form])).toBe(form)
})

test('what the framework is given are its own hidden fields and the fields of the form, nothing else', async () => {
  const post = await read([
    ...changed('$ACTION_1:1', '["/articles/a",{"values":{"comment":"<b>forged state</b>"}}]'),
    ['comment', 'Hello'],
    ['admin', 'yes'],
  ])
  const found = formFor(post, [form])
  expect(found).toBe(form)
  expect([...canonicalBody(form, post.typed)]).toEqual([...form.hidden, ['comment', 'Hello']])
})

test.each<[string, [string, string][], number]>([
  ['no hidden fields at all', [], 400],
  ['broken JSON', changed('$ACTION_1:0', '{"id":'), 400],
  ['another article in the bound arguments', changed('$ACTION_1:1', '["/articles/b",{}]'), 400],
  ['bound arguments that are no list', changed('$ACTION_1:1', '{"a":1}'), 400],
  ['an id that cannot be one', changed('$ACTION_1:0', '{"id":"../x","bound":"$@1"}'), 400],
  ['one hidden field too many', [...form.hidden, ['$ACTION_1:2', '"x"']], 400],
  ['an id of another build', changed('$ACTION_1:0', `{"id":"${'8'.repeat(42)}","bound":"$@1"}`), 409],
])('hidden fields with %s are not taken', async (_what, hidden, status) => {
  expect(formFor(await read([...hidden, ['comment', 'x']]), [form])).toBe(status)
})

test('a body that is not what its type says is not read', async () => {
  expect(
    await readPost(Buffer.from('--x\r\nbroken'), 'multipart/form-data; boundary=x', undefined),
  ).toBeUndefined()
  expect(await readPost(Buffer.from('a=b'), 'multipart/form-data', undefined)).toBeUndefined()
})

test('a file in place of a text counts as nothing typed, and the first of two values counts', async () => {
  const data = new FormData()
  data.append('comment', new File(['x'], 'x.txt'))
  data.append('name', 'first')
  data.append('name', 'second')
  const encoded = new Response(data)
  const body = Buffer.from(await encoded.arrayBuffer())
  const post = await readPost(body, encoded.headers.get('content-type') ?? '', undefined)
  expect(post?.typed).toEqual({ comment: '', name: 'first' })
})

test('only a form’s two encodings can hold a form', () => {
  expect(isForm('multipart/form-data; boundary=x')).toBe(true)
  expect(isForm('application/x-www-form-urlencoded;charset=UTF-8')).toBe(true)
  expect(isForm('application/json')).toBe(false)
  expect(isForm('text/plain;charset=UTF-8')).toBe(false)
  expect(isForm(undefined)).toBe(false)
})

test('of several forms with one action, a post belongs to the one with its bound argument', async () => {
  const bound = (id: string): PageForm => ({
    ...form,
    hidden: form.hidden.map(([name, value]) => [name, name === '$ACTION_1:1' ? `["${id}",{}]` : value]),
  })
  const [one, other] = [bound('one'), bound('other')]
  expect(formFor(await read(other.hidden), [one, other])).toBe(other)
  expect(formFor(await read(bound('none').hidden), [one, other])).toBe(400)
})

const urlencoded = 'application/x-www-form-urlencoded'

test('200 fields or parts are read, one more is not, however small they are', async () => {
  const parts = (count: number) =>
    Buffer.from(`${'--B1\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(count)}--B1--`)
  const multipart = 'multipart/form-data; boundary=B1'
  for (const [bytes, type] of [
    [(count: number) => Buffer.from('a&'.repeat(count - 1)), urlencoded],
    [parts, multipart],
    [(count: number) => Buffer.concat([Buffer.from('preamble\r\n'), parts(count)]), multipart],
  ] as const) {
    expect((await readPost(bytes(200), type, undefined))?.typed).toHaveProperty('a')
    expect(await readPost(bytes(201), type, undefined)).toBeUndefined()
    expect(await readPost(bytes(17_000), type, undefined)).toBeUndefined()
  }
})

test.each([
  'multipart/form-data; x="; boundary=B2"; boundary=B1',
  'multipart/form-data; boundary=B1; boundary=B2',
  'multipart/form-data; boundary="B1',
  'multipart/form-data; boundary=',
])('a multipart type that leaves its boundary in doubt is not read: %s', async (type) => {
  const body = Buffer.from('--B1\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--B1--')
  expect(await readPost(body, type, undefined)).toBeUndefined()
  expect(await readPost(body, 'multipart/form-data; charset=utf-8; boundary=B1', undefined)).toBeDefined()
})

test('urlencoded is read as the standard has it', async () => {
  for (const text of ['', 'a=b', 'a', '&&a=1&', 'a=%zz&b=%F0%9F', 'a=+%2B%C3%BC', '\ufeffa=\xff']) {
    const standard = await new Response(text, { headers: { 'content-type': urlencoded } }).formData()
    const read = await readPost(Buffer.from(text), urlencoded, undefined)
    expect(read?.typed, text).toEqual(Object.fromEntries(standard))
  }
})

test.each([
  ['$ACTION_1:1', '['.repeat(100_000)],
  ['$ACTION_1:1', `${'['.repeat(9_000)}${']'.repeat(9_000)}`.slice(0, 9_999)],
  ['$ACTION_1:1', `["/articles/a",${'['.repeat(4_000)}${']'.repeat(4_000)}]`],
  ['$ACTION_1:1', `[${'['.repeat(4_000)}${']'.repeat(4_000)}]`],
  ['$ACTION_1:1', `["/articles/a","${'x'.repeat(10_000)}"]`],
  ['$ACTION_KEY', 'k'.repeat(100_000)],
  ['$ACTION_REF_1', '1'.repeat(100_000)],
])('a hidden field %s that is deep or long fails nothing', async (name, value) => {
  const answer = formFor(await read([...changed(name, value), ['comment', 'x']]), [form])
  expect([form, 400]).toContain(answer)
})
