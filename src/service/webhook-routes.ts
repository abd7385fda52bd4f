import {
  type DeliveryPorts,
  type DeliverySource,
  type TakenDelivery,
  takeDelivery,
} from "../app/service/take-delivery.ts";

/** Bytes of a delivery. GitHub sends no more than 25 MB, and cuts nothing: what would be longer is not sent at all. */
export const bodyBytesMax = 25 << 20;

/** Milliseconds within which a delivery's body has to be here. Forges give up after ten seconds. */
const bodyTimeMax = 30_000;

/** Where a forge sends its deliveries, and what answers there. */
export type WebhookRoute = { readonly path: string; readonly answer: (request: Request) => Promise<Response> };

export type WebhookPorts = DeliveryPorts & {
  /** Milliseconds within which a body has to be here, if not the usual. */
  readonly bodyTimeMax?: number;
  /** Told of each delivery, for the log and the metrics. `bytes` is what was read of it. */
  readonly tell: (event: {
    readonly path: string;
    readonly status: number;
    readonly kind: string;
    readonly why: string | null;
    readonly bytes: number;
  }) => void;
};

/**
 * A route for each forge: `/webhooks/github/github.com`. Deliveries are answered when they are recorded, before anything is done about them.
 *
 * 202 it is recorded; 200 it was recorded before, or says nothing that matters here; 401 nobody can tell who sent it; 405 it is no POST; 408 its body did
 * not come; 413 it is too long; 422 it cannot be read; 503 it could not be recorded, so it has to be sent again.
 */
export const webhookRoutes = (sources: readonly DeliverySource[], ports: WebhookPorts): readonly WebhookRoute[] =>
  sources.map((source) => {
    const path = webhookPath(source);
    return { path, answer: (request) => answer(path, request, source, ports) };
  });

/** `/webhooks/gitlab/gitlab.example.org`. */
export const webhookPath = ({ forge, host }: Pick<DeliverySource, "forge" | "host">): string =>
  `/webhooks/${forge}/${host}`;

async function answer(path: string, request: Request, source: DeliverySource, ports: WebhookPorts): Promise<Response> {
  const reply = (status: number, kind: string, why: string | null, bytes = 0): Response => {
    ports.tell({ path, status, kind, why, bytes });
    const headers = { "Content-Type": "text/plain; charset=utf-8", ...(status === 503 ? { "Retry-After": "60" } : {}) };
    // Reasons are ours; whoever sent what is not signed learns no more than that.
    return new Response(`${why === null || status === 401 ? kind : `${kind}: ${why}`}\n`, { status, headers });
  };
  if (request.method !== "POST") return reply(405, "not-taken", "deliveries are posted");
  const body = await readBody(request, ports.bodyTimeMax ?? bodyTimeMax);
  if (!body.ok) return reply(body.status, "not-taken", body.why);
  const headers = Object.fromEntries(request.headers);
  try {
    const taken = await takeDelivery(source, { headers, body: body.bytes }, ports);
    return reply(statuses[taken.kind], taken.kind, "why" in taken ? taken.why : null, body.bytes.length);
  } catch {
    return reply(503, "not-taken", "it could not be recorded; send it again", body.bytes.length);
  }
}

const statuses: { readonly [K in TakenDelivery["kind"]]: number } = {
  taken: 202,
  seen: 200,
  ignored: 200,
  forged: 401,
  malformed: 422,
};

type Body =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly status: number; readonly why: string };

/** Reads no further than the limit, whatever the sender says of the length, and waits no longer, however slowly he sends. */
async function readBody(request: Request, timeMax: number): Promise<Body> {
  const said = Number(request.headers.get("content-length") ?? "0");
  if (said > bodyBytesMax) return tooLong;
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLate = false;
  const reader = request.body?.getReader();
  const timer = setTimeout(() => {
    isLate = true;
    // To whoever reads, this looks like the end of the body.
    void reader?.cancel();
  }, timeMax);
  try {
    for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
      size += next.value.length;
      if (size > bodyBytesMax) {
        void reader?.cancel();
        return tooLong;
      }
      chunks.push(next.value);
    }
  } catch {
    return { ok: false, status: 408, why: "its body did not come whole" };
  } finally {
    clearTimeout(timer);
  }
  if (isLate) return { ok: false, status: 408, why: `its body did not come whole within ${timeMax / 1000} s` };
  return { ok: true, bytes: Buffer.concat(chunks) };
}

const tooLong: Body = { ok: false, status: 413, why: `a delivery has no more than ${bodyBytesMax} bytes` };
