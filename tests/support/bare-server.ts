import { createServer } from 'node:http'

// What a request costs on this machine at this moment, whoever answers it: nobody attacks this server.

const server = createServer((_request, response) => response.end('ready'))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.once('disconnect', () => process.exit(0))
