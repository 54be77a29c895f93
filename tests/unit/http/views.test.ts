import { expect, test } from 'vitest'
import { withViews } from '#lib/http/views.ts'
import { currentRequest, type RequestContext } from '#lib/request-context.ts'

const context = (): RequestContext => ({ id: 'x', client: '-', cacheTags: new Set() })

test('a view that the framework has loaded is called without it, for each query in its own request', async () => {
  const asked: string[] = []
  const { get } = withViews({
    async get(target, current) {
      asked.push(target)
      if (target.startsWith('/view')) current.view = async (query) => `${currentRequest()?.id} ${query}`
      const body = Buffer.from('made by the framework')
      return {
        status: 200,
        type: 'text/html',
        location: undefined,
        cookies: [],
        disposition: undefined,
        body,
      }
    },
  })
  const textOf = async (target: string, current = context()) => (await get(target, current)).body.toString()
  expect(await textOf('/view?q=a')).toBe('made by the framework')
  expect(await textOf('/view?q=b%3Fc', { ...context(), id: 'y' })).toBe('y ?q=b%3Fc')
  expect(await textOf('/other?q=b')).toBe('made by the framework')
  expect(asked).toEqual(['/view?q=a', '/other?q=b'])
})

test('a view that fails is an answer of 500, and its cause is known', async () => {
  const failure = new Error('no search')
  const { get } = withViews({
    async get(_, current) {
      current.view = () => Promise.reject(failure)
      const answer = { type: 'text/html', location: undefined, cookies: [], disposition: undefined }
      return { ...answer, status: 200, body: Buffer.alloc(0) }
    },
  })
  await get('/view', context())
  const current = context()
  expect((await get('/view', current)).status).toBe(500)
  expect(current.failure).toBe(failure)
})
