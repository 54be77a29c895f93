import { crc32, deflateRawSync } from 'node:zlib'

type File = { name: string; bytes: Buffer; mode?: number }

/** A zip as other programs write it, with any name that a bad one would have. */
export function zipOf(files: readonly File[]): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, bytes, mode = 0o100644 } of files) {
    const packed = deflateRawSync(bytes)
    const raw = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    shared.writeUInt16LE(raw.length, 22)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE((mode << 16) >>> 0, 6)
    entry.writeUInt32LE(at, 10)
    list.push(Buffer.from('PK\x01\x02\x14\x03'), shared, entry, raw)
    parts.push(Buffer.from('PK\x03\x04'), shared, raw, packed)
    at += 30 + raw.length + packed.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(Buffer.concat(list).length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, ...list, Buffer.from('PK\x05\x06'), end])
}
