import type { MiddlewareHandler } from "hono";
import type { PageSettings } from "./page-ports.ts";

/** Nothing is loaded, run or sent but from and to this service, and no other page may hold ours in a frame. */
const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What a browser must know of every answer. */
export const securityHeaders =
  ({ baseUrl }: PageSettings): MiddlewareHandler =>
  async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set("Content-Security-Policy", contentPolicy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    // Forms need to say where they come from, so it is not `no-referrer`; other sites are told nothing.
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
    if (baseUrl.startsWith("https://")) headers.set("Strict-Transport-Security", "max-age=31536000");
  };
