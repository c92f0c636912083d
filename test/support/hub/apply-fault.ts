import { type Answer, html, json, text } from './answer.ts';
import type { FaultAction, LinkFault } from './faults.ts';
import type { HubItem } from './hub-item.ts';
import { quotaMessage, rateLimit } from './quota.ts';

/** What an action needs to know about the walk. */
export interface FaultContext {
  host: string;
  /** Path and query of this request. */
  url: string;
  /** The body of the page before this one. */
  previousBody: string | null;
}

/** An answer sent instead of the true one, or null when the action changes the true one. */
export function answerInstead(action: FaultAction): Answer | null {
  switch (action.kind) {
    case 'status':
      return text(action.body ?? '{"error":"stand-in fault"}', action.status, action.headers ?? {});
    case 'gateway-timeout':
      return html(
        '<html><head><title>504 Gateway Time-out</title></head><body>504 Gateway Time-out</body></html>',
        504,
      );
    case 'broken-json-502':
      return text('{"error":"Bad gat', 502);
    case 'html-200':
      return html('<!doctype html><html><body>Hugging Face is under maintenance</body></html>', 200);
    case 'empty-200':
      return text('');
    case 'rate-limited':
      return rateLimited(action.how, action.resetSeconds ?? 1);
    case 'redirect':
      return { status: action.status ?? 302, headers: { location: action.to }, body: '' };
    default:
      return null;
  }
}

/** The true answer as the action leaves it. */
export function changeAnswer(action: FaultAction, answer: Answer, context: FaultContext): Answer {
  switch (action.kind) {
    case 'reset-before-headers':
    case 'reset-mid-body':
    case 'truncate-gzip':
    case 'drip':
      return { ...answer, delivery: action };
    case 'truncate-json':
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    case 'no-link':
      return withLink(answer, null);
    case 'link':
      return withLink(answer, wrongLink(action.to, nextOf(answer)));
    case 'repeat-page':
      return { ...answer, body: context.previousBody ?? answer.body };
    case 'cursor-loop':
      return withLink(answer, `<http://${context.host}${context.url}>; rel="next"`);
    case 'empty-page-with-link':
      return { ...answer, body: '[]' };
    case 'items':
      return { ...answer, body: JSON.stringify(action.change(JSON.parse(answer.body) as HubItem[])) };
    case 'body':
      return { ...answer, body: action.change(answer.body) };
    default:
      return answer;
  }
}

function rateLimited(how: 'window' | 'other-limiter' | 'no-headers', resetSeconds: number): Answer {
  const quota = { q: 1000, w: 300 };
  if (how === 'no-headers') {
    return {
      status: 429,
      headers: { 'content-type': 'text/html', 'x-no-ratelimit': '1' },
      body: 'Too Many Requests',
    };
  }
  if (how === 'other-limiter') {
    const error = 'You have been rate limited; you can retry this action in about 1 minute';
    return json({ error }, 429, rateLimit(994, 241, quota));
  }
  const error = quotaMessage(quota.q, 'token');
  return json({ error }, 429, rateLimit(0, resetSeconds, quota));
}

function withLink(answer: Answer, link: string | null): Answer {
  const { link: _, ...headers } = answer.headers;
  return { ...answer, headers: link === null ? headers : { ...headers, link } };
}

function nextOf(answer: Answer): URL {
  const next = /<([^>]+)>/.exec(answer.headers.link ?? '')?.[1];
  return new URL(next ?? 'http://127.0.0.1/api/models?cursor=none');
}

function wrongLink(to: LinkFault, next: URL): string {
  const tail = `${next.pathname}${next.search}`;
  if (typeof to === 'object') return to.value;
  switch (to) {
    case 'other-host':
      return `<https://evil.example${tail}>; rel="next"`;
    case 'http-scheme':
      return `<http://huggingface.co${tail}>; rel="next"`;
    case 'relative':
      return `<${tail}>; rel="next"`;
    case 'userinfo':
      return `<http://huggingface.co:token@${next.host}${tail}>; rel="next"`;
    case 'two-links':
      return `<http://${next.host}/api/models?limit=1>; rel="prev", <${next.href}>; rel="next"`;
    case 'other-path':
      return `<http://${next.host}/api/datasets${next.search}>; rel="next"`;
  }
}
