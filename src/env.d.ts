/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    census: import('./lib/site/census.ts').Census;
  }
}
