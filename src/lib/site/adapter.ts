import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Builds the pages into one function, Request to Response, for our own server. */
export function censusAdapter(): AstroIntegration {
  return {
    name: 'census',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'census',
          entrypointResolution: 'auto',
          serverEntrypoint: fileURLToPath(new URL('./entry.ts', import.meta.url)),
          adapterFeatures: { buildOutput: 'server', middlewareMode: 'classic' },
          supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'stable', hybridOutput: 'stable' },
        });
      },
    },
  };
}
