import { expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Thumbnailer } from './thumbnailer.js';

it('a picture that cannot be made is told from one that was not made this time', async () => {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const thumbnailer = new Thumbnailer();
  try {
    expect(await thumbnailer.picture(Buffer.from('none'))).toBe('impossible');
    const broken = thumbnailer.picture(png);
    await Promise.resolve();
    thumbnailer.onApplicationShutdown();
    expect(await broken).toBe('failed');
    expect(await thumbnailer.picture(png)).toBeInstanceOf(Buffer);
  } finally {
    thumbnailer.onApplicationShutdown();
  }
});
