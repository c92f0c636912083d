export interface PageBytes {
  html: number;
  /** Scripts the page names, with what they import statically. */
  eagerJs: number;
  /** Those, and what they import when needed. */
  allJs: number;
}

/** What a page of the site costs a reader in bytes as sent to a browser that accepts br and gzip. */
export async function bytesOf(site: string, path: string): Promise<PageBytes> {
  const page = await sent(new URL(path, site));
  const named = [...page.text.matchAll(/<(?:script|link)\b[^>]*>/g)].flatMap(([tag]) => {
    const address =
      /<script\b.*?\ssrc="([^"]+)"/.exec(tag) ?? /rel="modulepreload".*?\shref="([^"]+)"/.exec(tag);
    return address?.[1] ? [new URL(address[1], site).href] : [];
  });
  const eager = await withImports(named, staticImports);
  const all = await withImports(named, (text) => [...staticImports(text), ...lazyImports(text)]);
  return { html: page.bytes, eagerJs: sum(eager), allJs: sum(all) };
}

/** Bytes of these scripts and of all they lead to, by address. */
async function withImports(
  addresses: readonly string[],
  importsOf: (text: string) => readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const open = [...addresses];
  for (let address = open.pop(); address !== undefined; address = open.pop()) {
    if (found.has(address)) continue;
    const { bytes, text } = await sent(new URL(address));
    found.set(address, bytes);
    for (const to of importsOf(text)) open.push(new URL(to, address).href);
  }
  return found;
}

function staticImports(text: string): readonly string[] {
  const from =
    /\b(?:import|export)\b\s*(?:[\w*${},\s]+\bfrom\b\s*|[{*][^'"()]*?\}?\s*from\s*)?["']([^"']+\.js)["']/g;
  return [...text.matchAll(from)].flatMap(([, to]) => (to ? [to] : []));
}

function lazyImports(text: string): readonly string[] {
  return [...text.matchAll(/\bimport\(\s*["'`]([^"'`]+\.js)["'`]/g)].flatMap(([, to]) => (to ? [to] : []));
}

async function sent(address: URL): Promise<{ bytes: number; text: string }> {
  const response = await fetch(address, { headers: { 'accept-encoding': 'br, gzip' } });
  if (!response.ok) throw new Error(`${address.href} answered ${response.status}`);
  return { bytes: Number(response.headers.get('content-length')), text: await response.text() };
}

function sum(bytes: ReadonlyMap<string, number>): number {
  return [...bytes.values()].reduce((total, one) => total + one, 0);
}
