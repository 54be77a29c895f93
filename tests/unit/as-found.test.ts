import { expect, test } from 'vitest'
import { absent, asFound, NotAsFound, whileFound } from '#lib/as-found.ts'

const failing = (code: string) => Object.assign(new Error(code), { code })

test.each([...['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'], ...['EACCES', 'EPERM']])(
  'with %s a file is not there for readers',
  (code) => {
    expect(absent(failing(code))).toBe(undefined)
  },
)

test.each(['EIO', 'EMFILE', 'ENOSPC'])('%s is a failure of the machine, and no answer', async (code) => {
  expect(() => absent(failing(code))).toThrow(code)
  await expect(whileFound('x', () => Promise.reject(failing(code)))).rejects.toThrow(code)
})

test('what went after it was found is looked for again, and what cannot be read is not', async () => {
  const answers = ['ENOENT', 'ENOTDIR', undefined]
  const work = () =>
    whileFound('x', async () => {
      const code = answers.shift()
      if (code) throw failing(code)
      return answers.length
    })
  expect(await asFound(work)).toBe(0)
  answers.push('EACCES', undefined)
  await expect(asFound(work)).rejects.toThrow('EACCES')
  expect(answers).toHaveLength(1)
})

test('it is not looked for again for ever', async () => {
  await expect(asFound(() => whileFound('x', () => Promise.reject(failing('ENOENT'))))).rejects.toThrow(
    NotAsFound,
  )
})
