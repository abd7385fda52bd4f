import { describe, expect, test } from "vitest";
import { readSubject } from "../../../src/core/mail/subject.ts";
import * as fc from "../../random-cases.ts";

describe("subjects of patch mails", () => {
  test.each([
    ["[PATCH] net: fix", { version: null, part: null, prefix: "", title: "net: fix" }],
    ["[PATCH 3/7] net: fix", { version: null, part: { position: 3, total: 7 }, prefix: "" }],
    ["[PATCH v2 03/17] x", { version: 2, part: { position: 3, total: 17 } }],
    ["[PATCHv3 1/2] x", { version: 3, part: { position: 1, total: 2 }, prefix: "" }],
    ["[PATCH RFC v2 3/7] x", { version: 2, part: { position: 3, total: 7 }, prefix: "rfc" }],
    ["[RFC PATCH v2 3/7] x", { version: 2, prefix: "rfc" }],
    ["[RFC v2 0/2] x", { version: 2, part: { position: 0, total: 2 }, isPosting: true }],
    ["[PATCH-for-9.1 v3 2/5] x", { version: 3, part: { position: 2, total: 5 }, prefix: "patch-for-9.1" }],
    ["[PATCH v3 2/5 for-9.1] x", { version: 3, prefix: "for-9.1" }],
    ["[RESEND PATCH v2] x", { version: 2, isResend: true, prefix: "" }],
    ["[PATCH no-resend] x", { isResend: false, prefix: "no-resend" }],
    ["[PATCH resend2 1/2] x", { isResend: true }],
    [`[PATCH] ${"x".repeat(3000)}`, { title: "x".repeat(2000 - "[PATCH] ".length) }],
    ["[PATCH RESEND 1/2] x", { isResend: true, part: { position: 1, total: 2 } }],
    ["[libvirt PATCH v2 1/2] x", { version: 2, prefix: "libvirt", isPosting: true }],
    ["[PATCH stable-7.2 00/32] x", { part: { position: 0, total: 32 }, prefix: "stable-7.2" }],
    ["[PATCH v2.1 3/7] x", { version: 2, prefix: "v2.1" }],
    ["[v2,1/3] x", { version: 2, part: { position: 1, total: 3 } }],
    ["[PULL 01/12] x", { isPull: true, part: { position: 1, total: 12 } }],
    ["[GIT PULL] fixes for 6.1", { isPull: true, part: null, title: "fixes for 6.1" }],
    ["[Qemu-devel] [PATCH v4 1/2] hw/arm: x", { version: 4, prefix: "", title: "hw/arm: x" }],
    ["[Qemu-devel] Re: [PATCH v4 1/2] x", { isAnswer: true, version: 4, title: "x" }],
    ["[PATCH 1/2] wg: x", { isAnswer: false, part: { position: 1, total: 2 }, title: "wg: x" }],
    ["[devel] [PATCH] Re: x", { isAnswer: false, title: "Re: x" }],
    ["Re: [PATCH 1/2] x", { isAnswer: true, part: { position: 1, total: 2 } }],
    ["RE[2]: AW: [PATCH] x", { isAnswer: true, title: "x" }],
    ["回复：[PATCH v2] x", { isAnswer: true, version: 2 }],
    ["Fwd: [PATCH] x", { isAnswer: true }],
    ["[ANNOUNCE] Git v2.43.0", { isPosting: false, version: null, title: "Git v2.43.0" }],
    ["net: v2 of 3/7", { isPosting: false, version: null, part: null, title: "net: v2 of 3/7" }],
    ["[PATCH 8/7] x", { part: null, problem: "says that it is part 8 of 7" }],
    ["[PATCH 0/0] x", { part: null, problem: "says that it is part 0 of 0" }],
    ["[patch]x", { isPosting: true, title: "x" }],
    ["[PATCH [v2] 1/2] x", { version: 2, part: { position: 1, total: 2 }, title: "x" }],
    ["[DISPATCH] x", { isPosting: false }],
    ["", { isPosting: false, isAnswer: false, title: "" }],
  ])("%s", (subject, said) => {
    expect(readSubject(subject)).toMatchObject(said);
  });

  test("no text makes it fail, and what it gives is within bounds", () => {
    const piece = fc.constantFrom("[", "]", "PATCH", "v2", "3/7", "Re:", " ", "999999/999999", "\0", "RFC", "x");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { part } = readSubject(pieces.join(""));
        expect(part === null || (part.position <= part.total && part.total > 0)).toBe(true);
      }),
    );
  });
});
