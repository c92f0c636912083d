/** Markup that is ours. Everything else is text. */
export interface Markup {
  markup: string;
}

type Part = Markup | string | number | null | readonly (Markup | null)[];

/** Markup with text in it: whatever is not markup is escaped, in an element and in a quoted attribute alike. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = parts.map((part): string => {
    if (part === null) return '';
    if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
    return 'markup' in part ? part.markup : part.map((each) => each?.markup ?? '').join('');
  });
  return { markup: String.raw({ raw: strings.map((text) => text) }, ...written) };
}

/** Text in an element or a quoted attribute, of HTML and of XML. Characters that XML has no place for are left out. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
