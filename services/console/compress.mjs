import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Puts a `.gz` beside every text of the build, once, so that the gateway compresses nothing. */
const dist = fileURLToPath(new URL('dist', import.meta.url));
for (const name of readdirSync(dist, { recursive: true })) {
  const file = join(dist, name);
  if (!/\.(js|css|html|svg|json)$/.test(name) || statSync(file).size < 1024) continue;
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
}
