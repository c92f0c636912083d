import { defineConfig, passthroughImageService } from 'astro/config';
import { censusAdapter } from './src/lib/site/adapter.ts';

export default defineConfig({
  output: 'server',
  adapter: censusAdapter(),
  trailingSlash: 'never',
  compressHTML: true,
  devToolbar: { enabled: false },
  image: { service: passthroughImageService() },
  // Nothing is inlined: the Content-Security-Policy allows files of our own and nothing else.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
});
