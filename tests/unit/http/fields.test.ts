import { expect, test } from 'vitest'
import { isForm, readFields } from '#lib/http/fields.ts'

const urlencoded = 'application/x-www-form-urlencoded'

async function encoded(data: FormData): Promise<[Buffer, string]> {
  const response = new Response(data)
  const type = response.headers.get('content-type') ?? ''
  return [Buffer.from(await response.arrayBuffer()), type]
}

test('a form is read from multipart and from urlencoded alike', async () => {
  const data = new FormData()
  data.append('form', 'reply')
  data.append('comment', 'Grüße\nan alle')
  const multipart = await readFields(...(await encoded(data)))
  const text = new URLSearchParams({ form: 'reply', comment: 'Grüße\nan alle' }).toString()
  expect(await readFields(Buffer.from(text), urlencoded)).toEqual({
    form: 'reply',
    comment: 'Grüße\nan alle',
  })
  expect(multipart?.form).toBe('reply')
  expect(multipart?.comment?.replace('\r\n', '\n')).toBe('Grüße\nan alle')
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
      const read = await readFields(body, type)
      expect(read, `${type}\n${body}`).toEqual(fields && Object.fromEntries(fields))
    }
})

test('a body that is not what its type says is not read', async () => {
  expect(await readFields(Buffer.from('--x\r\nbroken'), 'multipart/form-data; boundary=x')).toBeUndefined()
  expect(await readFields(Buffer.from('a=b'), 'multipart/form-data')).toBeUndefined()
})

test('a file in place of a text counts as nothing typed, and the first of two values counts', async () => {
  const data = new FormData()
  data.append('comment', new File(['x'], 'x.txt'))
  data.append('name', 'first')
  data.append('name', 'second')
  expect(await readFields(...(await encoded(data)))).toEqual({ comment: '', name: 'first' })
})

test('only a form’s two encodings can hold a form', () => {
  expect(isForm('multipart/form-data; boundary=x')).toBe(true)
  expect(isForm('application/x-www-form-urlencoded;charset=UTF-8')).toBe(true)
  expect(isForm('application/json')).toBe(false)
  expect(isForm('text/plain;charset=UTF-8')).toBe(false)
  expect(isForm(undefined)).toBe(false)
})

test('200 fields or parts are read, one more is not, however small they are', async () => {
  const parts = (count: number) =>
    Buffer.from(`${'--B1\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(count)}--B1--`)
  const multipart = 'multipart/form-data; boundary=B1'
  for (const [bytes, type] of [
    [(count: number) => Buffer.from('a&'.repeat(count - 1)), urlencoded],
    [parts, multipart],
    [(count: number) => Buffer.concat([Buffer.from('preamble\r\n'), parts(count)]), multipart],
  ] as const) {
    expect(await readFields(bytes(200), type)).toHaveProperty('a')
    expect(await readFields(bytes(201), type)).toBeUndefined()
    expect(await readFields(bytes(17_000), type)).toBeUndefined()
  }
})

test.each([
  'multipart/form-data; x="; boundary=B2"; boundary=B1',
  'multipart/form-data; boundary=B1; boundary=B2',
  'multipart/form-data; boundary="B1',
  'multipart/form-data; boundary=',
])('a multipart type that leaves its boundary in doubt is not read: %s', async (type) => {
  const body = Buffer.from('--B1\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--B1--')
  expect(await readFields(body, type)).toBeUndefined()
  expect(await readFields(body, 'multipart/form-data; charset=utf-8; boundary=B1')).toBeDefined()
})

test('urlencoded is read as the standard has it', async () => {
  for (const text of ['', 'a=b', 'a', '&&a=1&', 'a=%zz&b=%F0%9F', 'a=+%2B%C3%BC', '\ufeffa=\xff']) {
    const standard = await new Response(text, { headers: { 'content-type': urlencoded } }).formData()
    expect(await readFields(Buffer.from(text), urlencoded), text).toEqual(Object.fromEntries(standard))
  }
})
