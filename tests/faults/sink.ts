import { SMTPServer } from 'smtp-server'

export type Stage = 'connect' | 'mail' | 'recipient' | 'end'
/** What the mail server does at one stage; nothing is a 250. */
export type Act = 'hang' | { code: number } | undefined

export type Sink = {
  url: string
  /** Asked at each stage; `end` is after the final dot. It may take its time. */
  plan: (stage: Stage, mail: { to: string; messageId: string }) => Act | Promise<Act>
  /** Told right after the 250 to a mail was written. */
  onTaken: (messageId: string) => void
  /** Message-IDs of what was read to the end, each time. */
  kept: string[]
  /** Message-IDs of what was answered by 250, each time. */
  taken: string[]
  /** Ends every connection, and listens no more. */
  close(): Promise<void>
  open(): Promise<void>
}

/** A real mail server whose every answer the run decides. */
export async function startSink(): Promise<Sink> {
  let server: SMTPServer | undefined
  let port = 0

  /** @returns what an SMTPServer's callback is to be called with; never, for a server that hangs */
  async function answer(stage: Stage, mail = { to: '', messageId: '' }): Promise<Error | null> {
    const act = await sink.plan(stage, mail)
    if (act === 'hang') await new Promise(() => undefined)
    return typeof act === 'object'
      ? Object.assign(new Error('As the run says'), { responseCode: act.code })
      : null
  }

  async function open(): Promise<void> {
    const opened = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      authOptional: true,
      disableReverseLookup: true,
      logger: false,
      socketTimeout: 600_000,
      closeTimeout: 100,
      onConnect: (_session, done) => void answer('connect').then(done),
      onMailFrom: (_address, _session, done) => void answer('mail').then(done),
      onRcptTo: ({ address }, _session, done) =>
        void answer('recipient', { to: address, messageId: '' }).then(done),
      onData(stream, session, done) {
        let head = ''
        stream.on('data', (chunk: Buffer) => {
          if (head.length < 16_000) head += chunk.toString('latin1')
        })
        stream.on('end', async () => {
          const messageId = /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? ''
          sink.kept.push(messageId)
          const to = session.envelope.rcptTo.map(({ address }) => address).join()
          const refusal = await answer('end', { to, messageId })
          done(refusal)
          if (refusal) return
          sink.taken.push(messageId)
          sink.onTaken(messageId)
        })
      },
    })
    opened.on('error', () => undefined)
    await new Promise<void>((resolve, reject) => {
      opened.server.once('error', reject)
      opened.listen(port, '127.0.0.1', resolve)
    })
    const address = opened.server.address()
    if (address && typeof address === 'object') port = address.port
    server = opened
  }

  const sink: Sink = {
    url: '',
    plan: () => undefined,
    onTaken: () => undefined,
    kept: [],
    taken: [],
    open,
    async close() {
      const closing = server
      server = undefined
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()))
    },
  }
  await open()
  sink.url = `smtp://127.0.0.1:${port}`
  return sink
}
