import { describe, expect, test } from "vitest";
import { isVouchedFor, tagsFor } from "../../../src/core/mail/counted-tags.ts";
import type { DkimResult } from "../../../src/core/mail/posted-mail.ts";
import { seriesOf } from "../../../src/core/mail/series.ts";
import { learned } from "../../../src/core/text/learned.ts";
import { numbered, patch, posted } from "./posted.ts";

const signed = (domain: string, result: DkimResult["result"] = "pass") =>
  posted("a", "Re: it", { from: "max", dkim: learned([{ domain, selector: "s", result, why: "" }]) });

describe("whether the sender's domain vouches for a mail", () => {
  test.each([
    ["example.org", "pass", true],
    ["EXAMPLE.org", "pass", true],
    ["example.org", "fail", false],
    ["lists.example.org", "pass", false],
    ["org", "pass", false],
    ["evil-example.org", "pass", false],
    ["example.net", "pass", false],
  ] as const)("%s: %s", (domain, result, vouches) => {
    expect(isVouchedFor(signed(domain, result))).toBe(vouches);
  });

  test("a domain above it does; where nobody looked, nobody vouches", () => {
    const sender = { name: "Max", email: "max@mail.example.org" };
    expect(isVouchedFor({ ...signed("example.org"), sender })).toBe(true);
    expect(isVouchedFor(posted("a", "Re: it"))).toBe(false);
    expect(isVouchedFor({ ...signed("example.org"), sender: null })).toBe(false);
  });
});

test("a patch has the tags that count for it or for the series, each person's of a kind once", () => {
  const tag = "Acked-by: max <max@example.org>\n";
  const mails = [
    posted("c", "[PATCH 0/2] all"),
    patch("p1", "[PATCH 1/2] a", { to: "c", at: 1 }),
    patch("p2", "[PATCH 2/2] b", { to: "c", at: 2 }),
    posted("r1", "Re: it", { to: "p1", at: 3, from: "max", text: tag + tag }),
    posted("r2", "Re: it", { to: "c", at: 4, from: "max", text: tag }),
    posted("r3", "Re: it", { to: "c", at: 4, from: "eve", text: tag }),
  ];
  const [series] = seriesOf(numbered(mails)).series;
  const found = (position: number) => tagsFor(position, series?.tags ?? []).map(({ mail }) => mail.messageId);
  expect([found(1), found(2)]).toEqual([["<r1>"], ["<r2>"]]);
});
