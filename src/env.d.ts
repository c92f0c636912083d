/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    census: import('./lib/site/census.ts').Census;
    /** What came of a request about a subscription; pages that are functions of their address have none. */
    visit?: import('./lib/site/subscriber/visit.ts').Visit | undefined;
  }
}
