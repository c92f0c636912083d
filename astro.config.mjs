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
  // One file of styles: over a phone's network ten small ones cost more than one that holds them all.
  vite: { build: { assetsInlineLimit: 0, cssCodeSplit: false } },
});
