import { getViteConfig } from 'astro/config';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll } from 'vitest';

type Component = Parameters<AstroContainer['renderToString']>[0];

/** Renders components of `src/components/` for one test file. Call it at the top of the file. */
export function renderer() {
  let server: ViteDevServer | undefined;
  let container: AstroContainer | undefined;
  beforeAll(async () => {
    const config = await getViteConfig({}, { logLevel: 'silent' })({ mode: 'production', command: 'serve' });
    server = await createServer({ ...config, server: { middlewareMode: true, ws: false, watch: null } });
    container = await AstroContainer.create();
  });
  afterAll(() => server?.close());
  return async (name: string, props: Record<string, unknown>): Promise<string> => {
    const module = await server?.ssrLoadModule(`/src/components/${name}.astro`);
    const component: Component = module?.['default'];
    return (await container?.renderToString(component, { props })) ?? '';
  };
}
