import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { versionOf } from './machine.ts'
import { type Peer, quiet, type Ready, started } from './peers.ts'

export const hasNginx = versionOf('nginx', '-v') !== undefined

/**
 * nginx with one worker and no access log, in a folder of its own inside `folder`.
 *
 * @param port one that it will answer HTTP on
 * @param body what stands inside `http {}` for it
 */
export function runNginx(folder: string, name: string, port: number, body: string): Promise<Peer> {
  const own = mkdtempSync(join(folder, 'nginx-'))
  mkdirSync(join(own, 'html'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    join(own, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; daemon off; pid ${own}/nginx.pid;
    error_log ${own}/nginx.log; events { worker_connections 1024; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
      ${temporary.map((kind) => `${kind}_temp_path ${own}/${kind};`).join(' ')}
      ${body}
    }`,
  )
  const args = ['-p', own, '-c', join(own, 'nginx.conf'), '-e', join(own, 'nginx.log')]
  return started(name, port, spawn('nginx', args, quiet))
}

/** These answers as locations of a `server {}`: what is not among them is the 404, if there is one. */
export function locationsOf(ready: readonly Ready[]): string {
  return ready
    .map(({ path, file, status, headers }) => {
      const { 'Content-Type': type, Location: location, ETag: _own, ...others } = headers
      const added = Object.entries(others)
        .map(([name, value]) => `add_header ${name} "${value}" always;`)
        .join(' ')
      const bytes = (name: string) =>
        `location = ${name} { alias ${file}; types {} default_type "${type}"; ${added} }`
      if (status === 200) return bytes(path)
      if (location) return `location = ${path} { return ${status} ${location}; }`
      const refusal = status === 404 ? '' : `location = ${path} { return ${status}; }`
      return `error_page ${status} /answer-${status}; ${bytes(`/answer-${status}`)} ${refusal}`
    })
    .join('\n')
}
