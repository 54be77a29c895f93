/**
 * For the thread that imports it: a Buffer that outlives the small collections, as the last piece of everything that zlib
 * packs does, would keep the 64 kB of the pool that it is a part of, until a large collection.
 */
Buffer.poolSize = 0
