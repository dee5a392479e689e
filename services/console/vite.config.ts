import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const gateway = process.env.GATEWAY_URL ?? 'http://127.0.0.1:7300';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@deskbeat/source'] },
  server: { proxy: { '/api': gateway } },
  build: { target: 'es2022', chunkSizeWarningLimit: 800 },
});
