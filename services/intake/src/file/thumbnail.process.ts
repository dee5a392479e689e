import sharp from 'sharp';

/** Pixels of the largest picture that is read: about 60 MB in memory. */
const mostPixels = 20_000_000;
const side = 320;

sharp.concurrency(1);
sharp.cache(false);

/** Makes one picture after the other smaller, in a process of its own: what breaks or stalls here breaks nothing else. */
process.on('message', (bytes: Uint8Array) => {
  sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
    .rotate()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer()
    .then(
      (picture) => process.send!({ picture }),
      () => process.send!({}),
    );
});
process.on('disconnect', () => process.exit());
