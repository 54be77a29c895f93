import type { Element } from 'hast'
import { expect, test } from 'vitest'
import { embedOf, isEmbed, playerOf, watchPage } from '#lib/content/html-embeds.ts'

function tag(tagName: string, properties: Element['properties'] = {}, ...children: Element[]): Element {
  return { type: 'element', tagName, properties, children }
}

test.each([
  ['https://www.youtube.com/embed/dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['//www.youtube.com/v/dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['https://player.vimeo.com/video/76979871?h=1', 'https://vimeo.com/76979871'],
  // A list of films has no page of one of them.
  [
    'https://www.youtube.com/embed/videoseries?list=PL1',
    'https://www.youtube.com/embed/videoseries?list=PL1',
  ],
  ['https://example.org/embed/1', 'https://example.org/embed/1'],
  ['HTTP://example.org', 'http://example.org/'],
  ['tour.mp4', 'tour.mp4'],
  ['/files/tour.mp4', '/files/tour.mp4'],
])('a player of %s leads to %s', (src, to) => {
  expect(watchPage(src)).toBe(to)
})

test.each([
  ...[
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    ' data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ],
  ...['http:/example.org', 'https://', 'a b.mp4', 'c:\\x.mp4', ''],
])('%j leads nowhere', (src) => {
  expect(watchPage(src)).toBeUndefined()
})

test('a frame is a link with its title, or with its address as people write it', () => {
  expect(embedOf(tag('iframe', { src: 'https://www.example.org/a/', title: ' Our map ' }))).toEqual({
    to: 'https://www.example.org/a/',
    text: 'Our map',
  })
  expect(embedOf(tag('iframe', { src: 'https://www.example.org/a/' }))?.text).toBe('example.org/a')
  expect(embedOf(tag('iframe', { src: `https://example.org/${'a'.repeat(80)}` }))?.text).toHaveLength(60)
  expect(embedOf(tag('iframe', { dataSrc: 'https://example.org/lazy' }))?.to).toBe('https://example.org/lazy')
  expect(embedOf(tag('object', { data: '/files/x.pdf', ariaLabel: 'Form' }))).toEqual({
    to: '/files/x.pdf',
    text: 'Form',
  })
  expect(embedOf(tag('video', {}, tag('source', {}), tag('source', { src: 'b.webm' })))?.to).toBe('b.webm')
  expect(embedOf(tag('iframe', { srcDoc: '<p>x</p>' }))).toBeUndefined()
  expect(embedOf(tag('iframe', { src: 'javascript:x' }))).toBeUndefined()
})

test('what plays here is a component, which asks nobody before a click', () => {
  const film = playerOf(tag('iframe', { src: 'https://www.youtube.com/embed/abc', title: 'A walk' }))
  expect(film).toEqual({
    ...{
      component: 'Video',
      props: { src: 'https://www.youtube.com/watch?v=abc' },
      text: 'A walk',
      isNamed: true,
    },
  })
  const own = tag(
    'video',
    { src: 'tour.mp4', poster: 'tour.jpg' },
    tag('track', { src: 'x.srt' }),
    tag('track', { src: 'x.vtt' }),
  )
  expect(playerOf(own)).toMatchObject({
    ...{
      component: 'Video',
      props: { src: 'tour.mp4', poster: 'tour.jpg', captions: 'x.vtt' },
      isNamed: false,
    },
  })
  expect(playerOf(tag('audio', { src: 'talk.MP3' }))).toMatchObject({
    component: 'Audio',
    props: { src: 'talk.MP3' },
  })
  expect(playerOf(tag('video', { src: 'tour.mp4', poster: 'https://example.org/x.jpg' }))?.props).toEqual({
    src: 'tour.mp4',
  })
})

test.each([
  ['a film that no browser plays', tag('video', { src: 'tour.avi' })],
  ['a sound as a film', tag('video', { src: 'talk.mp3' })],
  ['a film of another site', tag('video', { src: 'https://example.org/tour.mp4' })],
  ['a frame of our own', tag('iframe', { src: '/files/tour.mp4' })],
  ['a map', tag('iframe', { src: 'https://maps.example.org/' })],
  ['nothing', tag('audio')],
])('%s is none', (_what, node) => {
  expect(playerOf(node)).toBeUndefined()
})

test('what would load or play something of elsewhere is known by its tag', () => {
  expect(['iframe', 'video', 'audio', 'embed', 'object', 'applet'].every(isEmbed)).toBe(true)
  expect(['img', 'a', 'p', 'frame'].some(isEmbed)).toBe(false)
})
